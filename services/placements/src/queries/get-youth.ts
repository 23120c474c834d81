import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { streamName, type EventLog } from '@regieboek/eventing';
import { careOf, residenceParameters, toResidenceCare, youthFacts } from '@regieboek/billing';
import type { LiveHistories, YouthHistory } from '@regieboek/journal';
import { toDay } from '@regieboek/kernel';
import { EVENT_LOG, load, notFound, TODAY, type Today } from '@regieboek/platform';
import { responsibleIntervals, type ResponsibleInterval } from '@regieboek/residence';
import type { YouthId } from '../commands/youth-writer.js';
import { youthDecider } from '../domain/youth.js';
import { HISTORIES } from '../tokens.js';

/** A youth with the revision of its stream. */
export interface KnownYouth {
  readonly revision: number | 'none';
  readonly facts: YouthHistory['facts'];
  readonly responsible: readonly ResponsibleInterval[];
}

/** A youth as known now: facts, and the municipality responsible on every day of care. */
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
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ id }: GetYouth): Promise<KnownYouth> {
    const { region, youth } = id;
    // Before the history, so that the revision is never newer than the facts.
    const { revision } = await load(this.log, youthDecider, streamName(region, youthDecider.category, youth));
    const history = await this.histories.of(region);
    const known = history.youths.get(youth);
    if (!known || !history.definition) throw notFound('no youth in this region has this id');
    const responsible = responsibleIntervals(
      youthFacts(known, careOf(known, history.contracts).map(toResidenceCare)),
      residenceParameters(history.definition),
      toDay(this.today()),
    );
    return { revision, facts: known.facts, responsible };
  }
}
