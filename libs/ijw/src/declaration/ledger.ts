import type { CalendarDate, Cents, Day } from '@regieboek/kernel';
import type { DebetCredit, Eenheid, Frequentie } from '../generated/messages.js';

/** An assigned product (toegewezen product) as known when the declaration is judged. */
export interface LedgerAssignment {
  readonly number: number;
  /** The id `DeclarationLedger.client` gives for the client of the assignment. */
  readonly client: string;
  /** AGB code of the provider. */
  readonly provider: string;
  /** Absent on a generic assignment. */
  readonly category?: string | undefined;
  /** Absent on an aspecific or generic assignment. */
  readonly code?: string | undefined;
  readonly unit?: Eenheid | undefined;
  /** In `unit`; eurocents with unit 83. */
  readonly volume?: number | undefined;
  readonly frequency?: Frequentie | undefined;
  readonly budget?: Cents | undefined;
  readonly from: Day;
  /** Last day; OPEN of the kernel when there is none. */
  readonly to: Day;
  /** Removed with reason 13. */
  readonly removed: boolean;
  /** Determined by the contract; by default units 82 and 83 are output-based. */
  readonly outputBased?: boolean | undefined;
}

/** A tariff of a contract: cents for one unit. A tariff per hour (04) also prices lines in minutes (IV081). */
export interface ContractTariff {
  readonly cents: Cents;
  readonly unit: Eenheid;
}

/** Contract terms of a provider for a product code on a day. */
export interface ContractedProduct {
  readonly unit: Eenheid;
  /** Absent for a unit without tariff (83). */
  readonly tariff?: ContractTariff | undefined;
}

/** A line of an earlier declaration that was decided. Lines of a declaration rejected as a whole do not exist. */
export interface EarlierLine {
  readonly status: 'approved' | 'rejected';
  readonly credited: boolean;
  /** True when it was sent to the judging municipality or to one that merged into it: only such a line can be credited. */
  readonly isOwn: boolean;
  readonly client: string;
  readonly debitOrCredit: DebetCredit;
  /** Key of assignment, category, code and period: `deliveryKey`. */
  readonly key: string;
  readonly unit: Eenheid;
  readonly volume: number;
  readonly cents: Cents;
}

/**
 * All data with which a municipality judges a declaration, as they were **before** this declaration: they never include the
 * declaration itself, even when half of its lines are already recorded. Lookups are synchronous; the caller preloads the data
 * that one declaration needs.
 */
export interface DeclarationLedger {
  /** True when this provider sent an earlier JW323 with this Identificatie (TR056). */
  messageSeen(provider: string, identification: string): boolean;
  /** True when the code is or was a municipality in the CBS list (TR378). */
  isMunicipality(code: string): boolean;
  /** True when this provider used the DeclaratieNummer in a declaration that counts as sent (TR333). */
  declarationNumberSeen(provider: string, number: string): boolean;
  /** First day of the latest DeclaratiePeriode of a declaration that counts as sent (TR318). */
  lastPeriod(provider: string, municipality: string): CalendarDate | undefined;
  /** The same over all municipalities; needed only with `earlierPeriods: 'provider'` in the settings. */
  lastPeriodAnywhere?(provider: string): CalendarDate | undefined;
  /** Id of the client with this BSN; undefined when unknown (TR304). */
  client(bsn: string): string | undefined;
  assignment(number: number): LedgerAssignment | undefined;
  /** Contract terms for a product code on a day; undefined when the contract does not have it (TR418, TR346, TR341). */
  product(provider: string, code: string, day: Day): ContractedProduct | undefined;
  /** True when the product list in use has this code in this category (TR381). */
  isProduct(category: string, code: string): boolean;
  lineByReference(provider: string, reference: string): EarlierLine | undefined;
  /** Approved minus credited volume on an assignment in this unit (TR322). */
  approvedVolume(assignment: number, unit: Eenheid): number;
  /** Approved minus credited amount on an assignment (TR369). */
  approvedCents(assignment: number): Cents;
  /** Reference of the approved, uncredited debit line with this `deliveryKey` (TR389). */
  standingDebit(key: string): string | undefined;
}
