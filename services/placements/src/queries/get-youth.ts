import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { streamName, type EventLog } from '@regieboek/eventing';
import { careOf, residenceParameters, toResidenceCare, youthFacts } from '@regieboek/billing';
import type { LiveHistories, YouthHistory } from '@regieboek/journal';
import { toDay } from '@regieboek/kernel';
import {
  EVENT_LOG,
  isAllowed,
  load,
  mustBeAllowed,
  notFound,
  SecretAddresses,
  seeYouths,
  TODAY,
  type Today,
} from '@regieboek/platform';
import { responsibleIntervals, type ResponsibleInterval } from '@regieboek/residence';
import type { YouthId } from '../commands/youth-writer.js';
import { youthDecider } from '../domain/youth.js';
import { involvedIn, seenPart, type Involved, type SeenYouth, type Sight } from '../domain/youth-seen.js';
import { HISTORIES } from '../tokens.js';

/** A youth with the revision of its stream. */
export interface KnownYouth {
  readonly revision: number | 'none';
  readonly facts: YouthHistory['facts'];
  readonly responsible: readonly ResponsibleInterval[];
}

/** A youth as known now: facts, and the municipality responsible on every day of care, as far as the caller may see them. Throws NotAllowed for a secret address. */
export class GetYouth extends Query<KnownYouth> {
  constructor(readonly id: YouthId) {
    super();
  }
}

/** Handles GetYouth. */
@QueryHandler(GetYouth)
export class GetYouthHandler implements IQueryHandler<GetYouth> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ id }: GetYouth): Promise<KnownYouth> {
    const { region, youth } = id;
    // Before the history, so that the revision is never newer than the facts.
    const { revision } = await load(this.log, youthDecider, streamName(region, youthDecider.category, youth));
    const history = await this.histories.of(region);
    const known = history.youths.get(youth);
    if (!known || !history.definition)
      throw notFound({
        en: 'no youth in this region has this id',
        nl: 'geen jeugdige in deze jeugdregio heeft dit id',
      });
    if ((await this.addresses.hidden(region)).has(youth)) mustBeAllowed('see-secret-addresses', { region });
    seeYouths(region, [youth]);
    const care = careOf(known, history.contracts);
    const responsible = responsibleIntervals(
      youthFacts(known, care.map(toResidenceCare)),
      residenceParameters(history.definition),
      toDay(this.today()),
    );
    return { revision, ...shown(region, { facts: known.facts, responsible }, involvedIn(responsible, care)) };
  }
}

/** The part of a youth that the caller may see. Throws NotAllowed when that is nothing. */
function shown(region: string, youth: SeenYouth, involved: Involved): SeenYouth {
  if (isAllowed('see-youth', { region })) return youth;
  mustBeAllowed('see-youth-outcome', { region, ...involved });
  return seenPart(youth, (period): Sight => {
    if (isAllowed('see-youth', { region, period, ...involved })) return 'whole';
    return isAllowed('see-youth-outcome', { region, period, ...involved }) ? 'outcome' : 'nothing';
  });
}
