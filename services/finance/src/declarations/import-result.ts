import type { DecidedLine, DeclarationOutcome } from '@regieboek/events';
import { isRefusedWhole, retourCodeMeaning, type Finding, type Settings } from '@regieboek/ijw';
import type { ReceivedMessage } from '@regieboek/intake';
import type { CalendarDate, Month } from '@regieboek/kernel';
import type { ContractsSnapshot, Fault } from '@regieboek/platform';
import type { LedgerSource } from './deciding/load-ledger.js';

/** A declaration that was decided, now or before. */
export interface DeclarationDecided {
  readonly status: 'decided' | 'unchanged';
  readonly message: string;
  readonly region: string;
  readonly declaration: string;
  readonly lines: number;
  readonly approvedLines: number;
  /** Sender and DeclaratieNummer; absent when an earlier version decided it. */
  readonly provider?: string;
  readonly number?: string;
  /** Why it was refused as a whole; empty when its lines were decided. */
  readonly faults: readonly Fault[];
}

/** A declaration that waits for that of the month before it (TR318), with the reason and until when. */
export interface DeclarationWaits {
  readonly status: 'waiting';
  readonly message: string;
  readonly region: string;
  readonly missing: Month;
  readonly until: CalendarDate;
  readonly faults: readonly Fault[];
}

/** Result of a received declaration; `released`: declarations that waited for it and were decided after it. */
export type DeclarationResult =
  | (DeclarationDecided & { readonly released?: DeclarationDecided[] })
  | DeclarationWaits
  | { readonly status: 'refused'; readonly message: string; readonly faults: readonly Fault[] };

/** A message as received, under the id under which it is kept. */
export interface KeptMessage {
  readonly id: string;
  readonly body: Uint8Array;
}

/** A declaration to decide: its id and that of its message in the log, and the id under which the message is kept. */
export interface ToDecide {
  readonly region: string;
  readonly id: string;
  readonly message: string;
  readonly kept: string;
  readonly contracts: ContractsSnapshot;
}

/** Inputs for judging a declaration. */
export interface Judged {
  readonly source: Omit<LedgerSource, 'pool'>;
  /** Lines decided before a crash. */
  readonly recorded: readonly DecidedLine[];
  readonly settings: Partial<Settings>;
}

/** A decided declaration, and the youths of the region in it by BSN; none when it was decided before a crash. */
export interface Decided {
  readonly outcome: DeclarationOutcome;
  readonly youths: ReadonlyMap<string, string>;
}

/** A finding in API form: its place, the rule and the remedy. */
export const faultOf = ({ path, line, rule, text }: Finding): Fault => ({
  place: `line ${line} ${path}`,
  text: `${rule}: ${text}`,
});

/** Result of a declaration that was decided before. */
export const unchanged = ({ id, region, result, faults }: ReceivedMessage): DeclarationResult => ({
  status: 'unchanged',
  message: id,
  region: region ?? '',
  ...(result as Pick<DeclarationDecided, 'declaration' | 'lines' | 'approvedLines' | 'provider' | 'number'>),
  faults,
});

/** Place in a declaration of the codes that refuse it as a whole. */
const PLACES = { header: '/Bericht/Header', declaration: '/Bericht/Declaratie' };

/**
 * Why a declaration was refused as a whole: its faults of level 2, or the codes of its head with their sentences. None when its
 * lines were decided.
 */
export function wholeFaults(outcome: DeclarationOutcome, levelTwo: readonly Finding[]): Fault[] {
  const { headerCodes: header, declarationCodes: declaration } = outcome;
  if (!isRefusedWhole({ header, declaration })) return [];
  if (header.includes('0001') && levelTwo.length > 0) return levelTwo.map(faultOf);
  const at = (place: string, codes: readonly string[]): Fault[] =>
    codes.filter((code) => code !== '0200').map((code) => ({ place, text: `${code}: ${retourCodeMeaning(code)}` }));
  return [...at(PLACES.header, header), ...at(PLACES.declaration, declaration)];
}
