import { REMOVAL_STATUS, TEMPORARY_STOP } from '../reference/codes.js';
import type { JW305StartProduct, JW307StopProduct } from '../generated/messages.js';
import { startKey, stopKey } from '../rules/messages/delivery-rules.js';
import type { DecidedMessage, Judgement } from './ledger-rule.js';
import type { DeliveryLedger, KnownStart, KnownStop } from './ledgers.js';
import { bsnOf, providerOf } from './parties.js';

/** Rules broken by each part of a message. */
export type Broken<T> = ReadonlyMap<T, readonly string[]>;

const isRemoval = ({ statusAanlevering }: JW305StartProduct | JW307StopProduct): boolean =>
  statusAanlevering === REMOVAL_STATUS;

const inOrder = <T extends JW305StartProduct | JW307StopProduct>(
  parts: readonly T[],
  compare: (a: T, b: T) => number,
): T[] => [...parts.filter(isRemoval), ...parts.filter((part) => !isRemoval(part)).sort(compare)];

/** One current start is allowed per assignment, or per product for care without assignment (OP289). */
const currentKey = ({ toewijzingNummer, product }: KnownStart): string =>
  toewijzingNummer === undefined ? `product ${product?.categorie} ${product?.code}` : `assignment ${toewijzingNummer}`;

/** TR019: the assignment must be known for this client and provider; its number may only be missing for task-based care. */
function isUnassigned(part: KnownStart, { ledger, message }: Judgement<DeliveryLedger>): boolean {
  const provider = providerOf(message);
  if (part.toewijzingNummer === undefined) return !ledger.isTaskBased(provider, part.product);
  const known = ledger.assignment(part.toewijzingNummer);
  return known?.bsn !== bsnOf(message) || known.provider !== provider;
}

const knownStarts = ({ ledger, message }: Judgement<DeliveryLedger>): readonly KnownStart[] =>
  ledger.starts(providerOf(message), bsnOf(message));

const knownStops = ({ ledger, message }: Judgement<DeliveryLedger>): readonly KnownStop[] =>
  ledger.stops(providerOf(message), bsnOf(message));

const present = (rules: readonly (readonly [rule: string, isBroken: boolean])[]): string[] =>
  rules.filter(([, isBroken]) => isBroken).map(([rule]) => rule);

/**
 * Starts in the order in which they are judged and recorded: removals first, then first deliveries by their day. The
 * order of arrival has no meaning (OP080), and a removal must precede the start that corrects it (IV008).
 */
export const startsInOrder = (parts: readonly JW305StartProduct[]): JW305StartProduct[] =>
  inOrder(parts, ({ begindatum: a }, { begindatum: b }) => (a < b ? -1 : a > b ? 1 : 0));

/** Stops in the order in which they are judged and recorded: removals first, then by last day. */
export const stopsInOrder = (parts: readonly JW307StopProduct[]): JW307StopProduct[] => inOrder(parts, byEnd);

/** Judges the starts of a JW305 in their order. */
export function judgeStarts(judgement: Judgement<DeliveryLedger>): Broken<JW305StartProduct> {
  const { message } = judgement;
  if (message.type !== 'JW305') return new Map();
  const parts = startsInOrder(message.value.client.startProducten);
  const stopped = new Set(knownStops(judgement).map(startKey));
  const standing = new Map(knownStarts(judgement).map((start) => [startKey(start), start]));
  const broken = new Map<JW305StartProduct, readonly string[]>();
  for (const part of parts.filter(isRemoval)) {
    const key = startKey(part);
    const rules = present([
      ['TR063', !standing.has(key)],
      ['TR071', stopped.has(key)],
    ]);
    broken.set(part, rules);
    if (rules.length === 0) standing.delete(key);
  }
  const current = new Set([...standing].filter(([key]) => !stopped.has(key)).map(([, start]) => currentKey(start)));
  for (const part of parts.filter((each) => !isRemoval(each))) {
    const rules = present([
      ['TR019', isUnassigned(part, judgement)],
      ['TR074', standing.has(startKey(part))],
      ['TR326', current.has(currentKey(part))],
    ]);
    broken.set(part, rules);
    if (rules.length > 0) continue;
    standing.set(startKey(part), part);
    current.add(currentKey(part));
  }
  return broken;
}

/** Known stops on one start. */
interface Ending {
  lastDay: string;
  temporary: boolean;
  definitive: boolean;
}

function addTo(endings: Map<string, Ending>, stop: KnownStop): void {
  const key = startKey(stop);
  const ending = endings.get(key) ?? { lastDay: '', temporary: false, definitive: false };
  if (stop.einddatum > ending.lastDay) ending.lastDay = stop.einddatum;
  if (stop.redenBeeindiging === TEMPORARY_STOP) ending.temporary = true;
  else ending.definitive = true;
  endings.set(key, ending);
}

/** Earliest first; on the same day a temporary stop (reason 20) before a definitive one. */
const byEnd = (a: KnownStop, b: KnownStop): number => {
  if (a.einddatum !== b.einddatum) return a.einddatum < b.einddatum ? -1 : 1;
  return Number(b.redenBeeindiging === TEMPORARY_STOP) - Number(a.redenBeeindiging === TEMPORARY_STOP);
};

/** Judges the stops of a JW307 in their order. */
export function judgeStops(judgement: Judgement<DeliveryLedger>): Broken<JW307StopProduct> {
  const { message } = judgement;
  if (message.type !== 'JW307') return new Map();
  const parts = stopsInOrder(message.value.client.stopProducten);
  const started = new Set(knownStarts(judgement).map(startKey));
  const standing = new Map(knownStops(judgement).map((stop) => [stopKey(stop), stop]));
  const broken = new Map<JW307StopProduct, readonly string[]>();
  for (const part of parts.filter(isRemoval)) broken.set(part, standing.delete(stopKey(part)) ? [] : ['TR063']);
  const endings = new Map<string, Ending>();
  for (const stop of standing.values()) addTo(endings, stop);
  for (const part of parts.filter((each) => !isRemoval(each))) {
    const ending = endings.get(startKey(part));
    const rules = present([
      ['TR019', isUnassigned(part, judgement)],
      ['TR074', standing.has(stopKey(part))],
      ['TR382', !started.has(startKey(part))],
      ['TR413', part.redenBeeindiging === TEMPORARY_STOP && ending?.temporary === true],
      ['TR414', ending !== undefined && part.einddatum < ending.lastDay],
      ['TR415', ending?.definitive === true],
    ]);
    broken.set(part, rules);
    if (rules.length > 0) continue;
    standing.set(stopKey(part), part);
    addTo(endings, part);
  }
  return broken;
}

/** Caches the outcome of one judgement, because every rule on deliveries needs it. */
export function once<L, T>(judge: (judgement: Judgement<L>) => Broken<T>): (judgement: Judgement<L>) => Broken<T> {
  const known = new WeakMap<
    DecidedMessage['value'],
    { readonly judgement: Judgement<L>; readonly broken: Broken<T> }
  >();
  return (judgement) => {
    const { value } = judgement.message;
    const last = known.get(value);
    if (last?.judgement === judgement) return last.broken;
    const broken = judge(judgement);
    known.set(value, { judgement, broken });
    return broken;
  };
}
