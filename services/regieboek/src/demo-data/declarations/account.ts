import type { JW323Prestatie } from '@regieboek/ijw';
import type { Cents, Day } from '@regieboek/kernel';
import type { Entry } from './declaration-file.js';
import type { CarePlan } from '../youths/youth.js';

/** An injected fault: its name, and the codes that the answer must have, in order. */
export interface Planted {
  readonly kind: string;
  readonly codes: readonly string[];
  /** Subject of the codes; a refused client has code 8187 and its lines 0233. */
  readonly on: 'line' | 'client';
}

/** A line on its way into a declaration, wrong on purpose or not. */
export interface Outgoing extends Entry {
  readonly planted?: Planted;
  /** The declaration with this line is signed no earlier than this day. */
  readonly signedFrom?: Day;
  /** Declared later than it could have been. */
  readonly isOverdue?: boolean;
}

/** Declared so far on one assignment. */
export interface Declared {
  /** Delivered so far in the unit of the assignment, declared or about to be declared. */
  delivered: number;
  /** Approved so far, in cents. */
  cents: Cents;
  /** Last approved debit that was not credited. */
  last: JW323Prestatie | null;
  /** A debit that is credited in the month with this index. */
  credited: { readonly line: JW323Prestatie; readonly index: number } | null;
  /** True when everything delivered so far was declared at once and approved. */
  isPlain: boolean;
}

/** Care of one provider that one municipality pays. */
export interface Account {
  readonly provider: string;
  readonly municipality: string;
  readonly plans: readonly CarePlan[];
  /** Lines waiting to be declared, by the index of the month in which they will be. */
  readonly waiting: Map<number, Outgoing[]>;
  readonly declared: Map<number, Declared>;
  /** Reference of a line approved in an earlier month. */
  earlierReference: string | null;
  /** Identificatie and DeclaratieNummer of the last declaration that was accepted. */
  lastSent: { readonly message: string; readonly number: string } | null;
}

/** Accounts of all care, in order of provider and municipality. */
export function accountsOf(plans: readonly CarePlan[]): Account[] {
  const byAccount = Map.groupBy(plans, ({ offer, municipality }) => `${offer.provider.agb}-${municipality}`);
  return [...byAccount]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => ({
      provider: key.slice(0, 8),
      municipality: key.slice(9),
      plans: own,
      waiting: new Map<number, Outgoing[]>(),
      declared: new Map<number, Declared>(),
      earlierReference: null,
      lastSent: null,
    }));
}

/** Declared so far on a plan. */
export function declaredOn({ declared }: Account, { number }: CarePlan): Declared {
  const known = declared.get(number);
  if (known) return known;
  const fresh: Declared = { delivered: 0, cents: 0, last: null, credited: null, isPlain: true };
  declared.set(number, fresh);
  return fresh;
}
