import type { Day, Interval } from '@regieboek/kernel';

/** CBS municipality code (gemeentecode): four digits. */
export type Municipality = string;

/** Code that stands for a residence outside the Netherlands. */
export const ABROAD: Municipality = '9999';

/** Caller's name for a fact, such as its position in the log; opaque to the engine. */
export type FactId = string | number;

/** When a fact became known and when it was withdrawn; absent means always known, never withdrawn. */
export interface Known {
  readonly id?: FactId;
  readonly recordedAt?: Day;
  readonly withdrawnAt?: Day;
}

/** Kinds of registration in the BRP (Wet BRP art. 1.1, 2.23, 2.26, 2.39-2.41). */
export type RegistrationKind =
  | 'woonadres'
  | 'woonadres-instelling'
  | 'woonadres-geheim'
  | 'woonadres-in-onderzoek'
  | 'briefadres'
  | 'bijzondere-opvang'
  | 'buitenland';

/**
 * Registration of the youth in the BRP (inschrijving); only a registration that is not a home address may lack a
 * municipality.
 */
export interface Registration extends Known, Interval {
  readonly municipality: Municipality | null;
  readonly kind: RegistrationKind;
}

/** Municipality where the mother was registered as a resident at the birth; null: known to be registered nowhere. */
export interface MotherAtBirth extends Known {
  readonly municipality: Municipality | null;
}

/**
 * Who exercises authority (gezagsdrager): a parent, a guardian, a certified institution (GI), or, from a day on, nobody
 * because the holder died (`overleden`), lost authority (`gezag-verloren`) or never existed (`geen`).
 */
export type HolderKind = 'ouder' | 'voogd' | 'GI' | 'overleden' | 'gezag-verloren' | 'geen' | 'onbekend';

/** Authority over the youth and the residence of its holder; decides only before 2022 (Burgerlijk Wetboek 1:12). */
export interface Custody extends Known, Interval {
  readonly municipality: Municipality | null;
  readonly holder: HolderKind;
}

/** Care record: help or a stay; `form` is the care form (see `stayForms`), every other form is help without a stay. */
export interface CareRecord extends Known, Interval {
  readonly form: string;
  readonly provider?: string;
  /** Recurring respite (logeren), even once a month. */
  readonly regular?: boolean;
  /** Youth help or probation connected with a stay in a youth detention centre (JJI). */
  readonly jjiLinked?: boolean;
  /** Leave inside the record; it never splits it (WPB-K4), so the engine does not read it. */
  readonly leave?: readonly Interval[];
}

/** Where the youth actually stays (werkelijk verblijf); null: known to have no place. */
export interface ActualStay extends Known, Interval {
  readonly municipality: Municipality | null;
}

/** Request for help (hulpvraag). */
export interface HelpRequest extends Known {
  readonly on: Day;
}

/** Agreement, binding advice, judgment or convenant that names the responsible municipality for a given period. */
export interface Decision extends Known, Interval {
  readonly municipality: Municipality;
  readonly kind?: string;
}

/** What the provider knew about its payer from a day on (Jeugdwet art. 8.2.1). */
export interface PayerEvent extends Known {
  readonly type: 'known-to-provider' | 'municipality-informed-provider';
  readonly on: Day;
  readonly municipality: Municipality;
}

/** All facts about one youth that the residence principle reads; each list is in order of recording. */
export interface YouthFacts {
  readonly birth: Day;
  readonly registrations: readonly Registration[];
  readonly motherAtBirth: readonly MotherAtBirth[];
  readonly custody: readonly Custody[];
  readonly care: readonly CareRecord[];
  readonly actualStay: readonly ActualStay[];
  readonly requests: readonly HelpRequest[];
  readonly decisions: readonly Decision[];
  readonly payerEvents: readonly PayerEvent[];
}
