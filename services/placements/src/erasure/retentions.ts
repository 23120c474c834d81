import { Inject, Injectable } from '@nestjs/common';
import type { LiveHistories, RegionHistory } from '@regieboek/journal';
import { toDay, type CalendarDate } from '@regieboek/kernel';
import { notFound } from '@regieboek/platform';
import { retentionOf, type Retention } from '../domain/retention.js';
import { HISTORIES } from '../tokens.js';
import { BilledMonths } from './billed-months.js';

/** Reasons to keep the data of youths, on a day. */
@Injectable()
export class Retentions {
  constructor(
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(BilledMonths) private readonly billed: BilledMonths,
  ) {}

  /** Of one youth. For a youth that is not in the log only an identity is stored, and there is no reason to keep it. */
  async of(region: string, youth: string, on: CalendarDate): Promise<Retention> {
    const history = await this.known(region);
    const own = history.youths.get(youth);
    if (!own) return { youth, lastCare: null, reasons: [] };
    return retentionOf(history, own, { today: toDay(on), billed: (await this.billed.of(region)).get(youth) });
  }

  /** Of all youths in the log of a region. */
  async all(region: string, on: CalendarDate): Promise<Retention[]> {
    const history = await this.known(region);
    const billed = await this.billed.of(region);
    return [...history.youths.values()].map((youth) =>
      retentionOf(history, youth, { today: toDay(on), billed: billed.get(youth.youth) }),
    );
  }

  private async known(region: string): Promise<RegionHistory> {
    const history = await this.histories.of(region);
    if (!history.definition)
      throw notFound({
        en: 'no region has this id; see /v1/regions',
        nl: 'geen jeugdregio heeft dit id; zie /v1/regions',
      });
    return history;
  }
}
