import { Inject, Injectable } from '@nestjs/common';
import { eventId, type EventLog } from '@regieboek/eventing';
import { decode, type IssuedSettlement } from '@regieboek/events';
import { Refusal, reject, type Rejection } from '@regieboek/kernel';
import { EVENT_LOG, handle, KeyedQueue, TODAY, type ContractsCopy, type Today } from '@regieboek/platform';
import { settlementDecider, type SettledAmounts } from '../domain/settlement/issue.js';
import type { MonthRange } from '../domain/runs/month-range.js';
import type { Watch } from '../runs/watch.js';
import { CONTRACTS } from '../tokens.js';
import { Settlements, type SettlementResult } from './settlements.js';
import type { SettlementTerms } from '../domain/settlement/settle.js';

/** A settlement was not issued; the message has the remedy. */
class SettlementRefused extends Refusal {
  override readonly name = 'SettlementRefused';
  constructor({ code, message, inDutch = message }: Rejection) {
    super(code, 'conflict', { en: message, nl: inDutch });
  }
}

/** Months and terms to issue a settlement by, and the actor. */
export interface IssueRequest extends MonthRange {
  readonly terms: SettlementTerms;
  readonly by: string;
}

/** A settlement as issued, and its time of recording (ISO 8601, UTC). */
export interface SettlementOnRecord extends IssuedSettlement {
  readonly recordedAt: string;
}

const amountsOf = ({ municipalities, advancesCounted }: SettlementResult): SettledAmounts[] =>
  municipalities.map((one) => ({
    municipality: one.municipality,
    name: one.name,
    ownUseCents: one.ownUseCents,
    lumpSumCents: one.lumpSumCents,
    solidarityCents: one.solidarityCents,
    correctionCents: one.correctionCents,
    borneCents: one.borneCents,
    paidCents: one.paidCents,
    advanceCents: advancesCounted === 'received' ? one.receivedAdvanceCents : one.advanceCents,
  }));

/** Settlements that were issued to municipalities: numbered, recorded, never changed. */
@Injectable()
export class IssuedSettlements {
  private readonly turns = new KeyedQueue(4);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(Settlements) private readonly settlements: Settlements,
    @Inject(CONTRACTS) private readonly contracts: Pick<ContractsCopy, 'region'>,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Issues a settlement of sealed months; returns the last one of these months when nothing changed. Throws SettlementRefused. */
  issue(region: string, { terms, by, from, to }: IssueRequest, watch: Watch = {}): Promise<SettlementOnRecord> {
    return this.turns.take(region, async () => {
      const settled = await this.settlements.of(region, { from, to }, terms, watch);
      const open = settled.months.filter(({ sealed }) => !sealed).map(({ period }) => period);
      const organisation = (await this.contracts.region(region))?.organisation ?? region;
      const { position } = settled;
      const command = {
        ...{ kind: 'issue' as const, from, to, position, organisation, municipalities: amountsOf(settled), open, by },
        today: this.today(),
      };
      const commandId = eventId(JSON.stringify([region, 'settlement', from, to, position]), 0);
      const handled = await handle(this.log, settlementDecider, command, { region, id: region, commandId });
      if (handled.kind === 'refused') {
        const [first] = handled.rejections;
        throw new SettlementRefused(first?.rejection ?? reject('refused', 'the settlement was refused'));
      }
      const issued = (await this.list(region)).findLast((one) => one.from === from && one.to === to);
      if (!issued) throw new Error(`the settlement of ${from} to ${to} of ${region} is missing after it was issued`);
      return issued;
    });
  }

  /** Settlements of a region in order of issue. */
  async list(region: string): Promise<SettlementOnRecord[]> {
    const issued: SettlementOnRecord[] = [];
    for await (const recorded of this.log.read(`${region}.${settlementDecider.category}-${region}`)) {
      const event = decode(recorded);
      if (event.type === 'finance.settlement-issued.v1')
        issued.push({ ...event.data, recordedAt: recorded.recordedAt });
    }
    return issued;
  }
}
