import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ErasureGround } from '@regieboek/events';
import { streamName, type EventLog } from '@regieboek/eventing';
import { Refusal } from '@regieboek/kernel';
import { ERASURES, EVENT_LOG, load, notFound, seeYouths, TODAY, type Erasures, type Today } from '@regieboek/platform';
import { youthDecider } from '../domain/youth.js';
import type { Retention } from '../domain/retention.js';
import { Retentions } from '../erasure/retentions.js';
import { VAULT } from '../tokens.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { YouthWriter, type Revision, type YouthId } from './youth-writer.js';

/**
 * Erases identity, messages and answers of a youth: their key is destroyed in every service. Refused while a term runs. What the
 * books need stays, under the pseudonym. AVG art. 17.
 */
export class EraseYouth extends Command<Revision> {
  constructor(
    readonly id: YouthId,
    readonly ground: ErasureGround,
  ) {
    super();
  }
}

const refused = ({ youth, reasons }: Retention): Refusal =>
  new Refusal(
    'retention-runs',
    'conflict',
    `the data of youth ${youth} must stay: ${reasons
      .map(({ code, until }) => (until === null ? code : `${code} until ${until}`))
      .join(', ')}; terms are parameters of the region (docs/access.md)`,
  );

/** Handles EraseYouth. */
@CommandHandler(EraseYouth)
export class EraseYouthHandler implements ICommandHandler<EraseYouth> {
  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(VAULT) private readonly vault: IdentityVault,
    @Inject(YouthWriter) private readonly youths: YouthWriter,
    @Inject(Retentions) private readonly retentions: Retentions,
    @Inject(ERASURES) private readonly erasures: Erasures,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** The same again carries out what is left of it, and records nothing. */
  async execute({ id, ground }: EraseYouth): Promise<Revision> {
    const { region, youth } = id;
    const { state, revision } = await load(this.log, youthDecider, streamName(region, youthDecider.category, youth));
    seeYouths(region, [youth]);
    if (state.status === 'erased') {
      await this.erasures.apply(region);
      return revision;
    }
    const retention = await this.retentions.of(region, youth, this.today());
    if (retention.reasons.length > 0) throw refused(retention);
    const identity = await this.vault.identityOf(region, youth);
    if (state.status === 'unknown' && !identity) throw notFound('no youth in this region has this id');
    const alsoAs = await this.vault.otherIdsOf(region, youth);
    const command = { kind: 'erase', youth, ground, erasedOn: this.today(), alsoAs } as const;
    const recorded = await this.youths.decide(region, command, undefined);
    await this.erasures.apply(region);
    return recorded;
  }
}
