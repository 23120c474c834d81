import type { JW323Prestatie } from '@regieboek/ijw';
import type { Interval } from '@regieboek/kernel';
import type { Account, Declared, Outgoing, Planted } from '../declarations/account.js';
import type { Entry } from '../declarations/declaration-file.js';
import type { Setting } from '../region/setting.js';
import type { CarePlan } from '../youths/youth.js';

/** A sound line about to be declared, with everything a fault may need. */
export interface Candidate {
  readonly setting: Setting;
  readonly account: Account;
  readonly plan: CarePlan;
  readonly entry: Entry;
  /** Delivered in this line, in the unit of the assignment. */
  readonly volume: number;
  /** Declared on the assignment before this line; `delivered` includes this line already. */
  readonly declared: Declared;
  /** An earlier debit whose credit was sent already. */
  readonly credited: JW323Prestatie | null;
  readonly month: Interval;
  /** Whether another month is declared after this one. */
  readonly hasNext: boolean;
  /** Another assignment of the same municipality, of another youth and another product, when there is one. */
  readonly foreign: CarePlan | undefined;
  /** A new reference, or another unused number. */
  reference(): string;
  unknownBsn(): string;
}

/** A line that is wrong, and no more than that. */
export type WrongLine = Entry & Pick<Outgoing, 'signedFrom'>;

/**
 * A kind of faulty line. `make` returns it for a valid line, or undefined where this fault would cause other codes as well.
 * `instead`: it replaces the valid line, which is sent again later; otherwise both are sent.
 */
export interface LineFault extends Planted {
  readonly instead: boolean;
  /** Whether few lines can have it, so that the first chance should be taken. */
  readonly isRare: boolean;
  make(candidate: Candidate): WrongLine | undefined;
}

type Make = LineFault['make'];

/** Declares a kind of wrong line that replaces the sound one. */
export const instead = (kind: string, codes: readonly string[], make: Make, isRare = false): LineFault => ({
  kind,
  codes,
  on: 'line',
  instead: true,
  isRare,
  make,
});

/** Defines a kind of faulty line that is sent beside the valid one. */
export const beside = (kind: string, codes: readonly string[], make: Make, isRare = false): LineFault => ({
  ...instead(kind, codes, make, isRare),
  instead: false,
});
