/**
 * A period: a month of declaration of a region, open or sealed (afgesloten). Sealing fixes the result of the month: later facts
 * become corrections in the period that is open then. Periods are sealed in order and reopened in reverse order, so that a sealed
 * period never has to take over other corrections. Source: Jeugdwet 8.2.1, BBV (year-end).
 */
import type { CalendarDate, Month } from '@regieboek/kernel';
import type { PeriodReopening, PeriodSeal, Waiver } from '@regieboek/events';

export type PeriodState =
  | { readonly status: 'open'; readonly reopened: PeriodReopening | null }
  | { readonly status: 'sealed'; readonly seal: PeriodSeal };

/** Content of a seal except actor, time and waivers: the result of a replay. */
export type SealContent = Omit<PeriodSeal, 'waivers' | 'sealedBy' | 'sealedOn' | 'fourEyes'>;

/** Something to settle before a period is sealed: an undecided declaration, or a line that a person has to look at. */
export interface OpenItem {
  /** `declaration:<id>` or `line:<id of the billed line>`. */
  readonly item: string;
  readonly reasons: readonly string[];
  /** Pseudonym of the youth of a line; null for a declaration. */
  readonly youth: string | null;
}

/** Other state of the region's books when a period is sealed. */
interface Books {
  /** Period sealed last, or null. */
  readonly lastSealed: Month | null;
  /** First month with a declaration that counts or is not decided; null when there is none, or a period is sealed. */
  readonly firstDeclared: Month | null;
}

export type PeriodCommand =
  | {
      readonly kind: 'seal';
      readonly content: SealContent;
      readonly open: readonly OpenItem[];
      readonly waivers: readonly Waiver[];
      readonly books: Books;
      readonly by: string;
      /** Who requested the seal and who confirmed it, where two people decided. */
      readonly fourEyes?: PeriodSeal['fourEyes'];
      readonly today: CalendarDate;
    }
  | {
      readonly kind: 'reopen';
      readonly period: Month;
      readonly lastSealed: Month | null;
      readonly reason: string;
      readonly by: string;
      readonly today: CalendarDate;
    };

export type PeriodRefusal =
  | 'already-sealed'
  | 'period-not-over'
  | 'period-out-of-range'
  | 'earlier-period-open'
  | 'later-period-sealed'
  | 'open-items'
  | 'unknown-item'
  | 'waived-twice'
  | 'too-many-waivers'
  | 'sensitive-text'
  | 'not-sealed';
