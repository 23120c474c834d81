import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LiveHistories } from '@regieboek/journal';
import { toDay } from '@regieboek/kernel';
import { notFound, seeRows, TODAY, type Today } from '@regieboek/platform';
import { signalsOf } from '../domain/signals.js';
import type { Signal } from '../domain/signal.js';
import { HISTORIES } from '../tokens.js';

/** Situations in a region that a person should look at. */
export class ListSignals extends Query<Signal[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListSignals. */
@QueryHandler(ListSignals)
export class ListSignalsHandler implements IQueryHandler<ListSignals> {
  constructor(
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ region }: ListSignals): Promise<Signal[]> {
    const history = await this.histories.of(region);
    if (!history.definition) throw notFound('no region has this id; see /v1/regions');
    const signals = signalsOf(history, toDay(this.today()));
    seeRows(region, signals);
    return signals;
  }
}
