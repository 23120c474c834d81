import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LiveHistories } from '@regieboek/journal';
import { toDay } from '@regieboek/kernel';
import {
  HIDDEN_PROVIDER,
  HIDDEN_YOUTH,
  notFound,
  SecretAddresses,
  seeRows,
  TODAY,
  type Today,
} from '@regieboek/platform';
import { signalsOf } from '../domain/signals.js';
import type { Signal } from '../domain/signal.js';
import { HISTORIES } from '../tokens.js';

/** Situations in a region that a person should review. */
export class ListSignals extends Query<Signal[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** A signal about a youth whose address is secret for the caller: its text may name a provider. */
const hidden = (signal: Signal): Signal => ({
  ...signal,
  ...{ youth: HIDDEN_YOUTH, provider: HIDDEN_PROVIDER, text: 'secret address: for the named officers only' },
});

/** Handles ListSignals. */
@QueryHandler(ListSignals)
export class ListSignalsHandler implements IQueryHandler<ListSignals> {
  constructor(
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ region }: ListSignals): Promise<Signal[]> {
    const history = await this.histories.of(region);
    if (!history.definition)
      throw notFound({
        en: 'no region has this id; see /v1/regions',
        nl: 'geen jeugdregio heeft dit id; zie /v1/regions',
      });
    const signals = await this.addresses.shown(region, signalsOf(history, toDay(this.today())), hidden);
    seeRows(region, signals);
    return signals;
  }
}
