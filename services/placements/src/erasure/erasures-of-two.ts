import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { erasureGround, fields, type ErasureGround } from '@regieboek/events';
import { streamName, type EventLog } from '@regieboek/eventing';
import { Refusal } from '@regieboek/kernel';
import {
  ERASURES,
  EVENT_LOG,
  FOUR_EYES,
  load,
  notFound,
  seeYouths,
  TODAY,
  type ApprovalAsked,
  type ByTwo,
  type Erasures,
  type FourEyes,
  type Today,
  type UseCaseOfTwo,
} from '@regieboek/platform';
import { YouthWriter, type Revision, type YouthId } from '../commands/youth-writer.js';
import { youthDecider } from '../domain/youth.js';
import type { Retention } from '../domain/retention.js';
import { VAULT } from '../tokens.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { Retentions } from './retentions.js';

const content = z.object({ region: fields.region, youth: fields.youth, ground: erasureGround });

type Content = z.output<typeof content>;

const GROUNDS_NL: Readonly<Record<ErasureGround, string>> = {
  'term-ended': 'termijn verstreken',
  request: 'verzoek',
  unlawful: 'onrechtmatig verwerkt',
  court: 'rechter',
};

const refused = ({ youth, reasons }: Retention): Refusal =>
  new Refusal(
    'retention-runs',
    'conflict',
    `the data of youth ${youth} must stay: ${reasons
      .map(({ code, until }) => (until === null ? code : `${code} until ${until}`))
      .join(', ')}; terms are parameters of the region (docs/access.md)`,
  );

/** Erases youths; where four eyes are required, a second person confirms it first. */
@Injectable()
export class ErasuresOfTwo {
  private readonly useCase: UseCaseOfTwo<Content, Revision>;

  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(VAULT) private readonly vault: IdentityVault,
    @Inject(YouthWriter) private readonly youths: YouthWriter,
    @Inject(Retentions) private readonly retentions: Retentions,
    @Inject(ERASURES) private readonly erasures: Erasures,
    @Inject(TODAY) private readonly today: Today,
    @Inject(FOUR_EYES) private readonly fourEyes: FourEyes,
  ) {
    this.useCase = {
      ...{ action: 'erase-youth', content },
      describe: ({ youth, ground }) => ({
        nl: `gegevens van jeugdige ${youth} wissen (${GROUNDS_NL[ground]})`,
        en: `Erase the data of youth ${youth} (${ground})`,
      }),
      run: (asked, by) => this.carryOut(asked, by),
    };
    fourEyes.register(this.useCase);
  }

  /** Erases a youth, or requests a second person's confirmation. A repeated call completes the work and records nothing. */
  async erase({ region, youth }: YouthId, ground: ErasureGround): Promise<Revision | ApprovalAsked> {
    const asked = { region, youth, ground };
    const done = await this.doneBefore(asked);
    if (done !== undefined) return done;
    if (!this.fourEyes.isOn) return this.carryOut(asked);
    await this.mustBeFree(asked);
    return this.fourEyes.ask(this.useCase, region, asked);
  }

  /** Revision of a youth that was erased before, after completing the erasure here; undefined for any other youth. */
  private async doneBefore({ region, youth }: Content): Promise<Revision | undefined> {
    seeYouths(region, [youth]);
    const { state, revision } = await load(this.log, youthDecider, streamName(region, youthDecider.category, youth));
    if (state.status === 'erased') {
      await this.erasures.apply(region);
      return revision;
    }
    if (state.status === 'unknown' && !(await this.vault.identityOf(region, youth)))
      throw notFound({
        en: 'no youth in this region has this id',
        nl: 'geen jeugdige in deze jeugdregio heeft dit id',
      });
    return undefined;
  }

  private async mustBeFree({ region, youth }: Content): Promise<void> {
    const retention = await this.retentions.of(region, youth, this.today());
    if (retention.reasons.length > 0) throw refused(retention);
  }

  private async carryOut(asked: Content, fourEyes?: ByTwo): Promise<Revision> {
    const done = await this.doneBefore(asked);
    if (done !== undefined) return done;
    await this.mustBeFree(asked);
    const { region, youth, ground } = asked;
    const alsoAs = await this.vault.otherIdsOf(region, youth);
    const command = { kind: 'erase', youth, ground, erasedOn: this.today(), alsoAs, fourEyes } as const;
    const recorded = await this.youths.decide(region, command, undefined);
    await this.erasures.apply(region);
    return recorded;
  }
}
