import { Refusal } from '@regieboek/kernel';
import { bankEvents, type BankEvent } from './finance/bank.js';
import { contractsEvents, type ContractsEvent } from './contracts.js';
import { emergencyEvents, type EmergencyEvent } from './emergency.js';
import { financeEvents, periodEvents, type FinanceEvent, type PeriodEvent } from './finance/finance.js';
import { paymentEvents, type PaymentEvent } from './finance/payments.js';
import { placementsEvents, type PlacementsEvent } from './placements.js';
import { receiptEvents, type ReceiptEvent } from './finance/receipts.js';
import { standingDecisionEvents, type StandingDecisionEvent } from './finance/standing-decisions.js';
import { settlementEvents, type SettlementEvent } from './finance/settlements.js';

/** Every event of the product, newest versions. */
export type DomainEvent =
  | ContractsEvent
  | EmergencyEvent
  | PlacementsEvent
  | FinanceEvent
  | PeriodEvent
  | PaymentEvent
  | ReceiptEvent
  | StandingDecisionEvent
  | SettlementEvent
  | BankEvent;

/** Every declared version of every event. */
export const catalogue = [
  ...contractsEvents,
  ...emergencyEvents,
  ...placementsEvents,
  ...financeEvents,
  ...periodEvents,
  ...paymentEvents,
  ...receiptEvents,
  ...standingDecisionEvents,
  ...settlementEvents,
  ...bankEvents,
] as const;

const byType = new Map<string, (typeof catalogue)[number]>(catalogue.map((one) => [one.type, one]));

/** An event in the log that this version of the product does not know: replay must stop, not skip. */
export class UnknownEvent extends Refusal {
  override readonly name = 'UnknownEvent';
  constructor(readonly type: string) {
    super(
      'unknown-event',
      'internal',
      `unknown event type ${JSON.stringify(type)}: this version of Regieboek is older than the log; upgrade it`,
    );
  }
}

/** Validates an event before it is appended. Throws ZodError naming every fault; nothing invalid reaches the log. */
export function validated<Event extends DomainEvent>(event: Event): Event {
  const declaration = byType.get(event.type);
  if (!declaration) throw new UnknownEvent(event.type);
  declaration.schema.parse(event.data);
  return event;
}

/**
 * Converts an event read from the log to today's type. Data was checked when it was appended, so only the type is
 * checked here. Throws UnknownEvent.
 */
export function decode(recorded: { readonly type: string; readonly data: unknown }): DomainEvent {
  if (!byType.has(recorded.type)) throw new UnknownEvent(recorded.type);
  return recorded as DomainEvent;
}
