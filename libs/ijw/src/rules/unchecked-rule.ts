import type { MessageType } from '../generated/elements.js';

/** A rule of the standard without a separate check, and the reason. */
export interface UncheckedRule {
  /** Number in the rule list of iStandaarden, such as `OP090`. */
  readonly rule: string;
  readonly messages: readonly MessageType[];
  /** Dutch: text of the rule. */
  readonly sentence: string;
  /** Dutch: why there is no separate check, or where it is checked. */
  readonly reason: string;
}

/** The six retours. */
export const retours: readonly MessageType[] = ['JW302', 'JW306', 'JW308', 'JW316', 'JW318', 'JW320'];

/** Every message that is not a retour. */
export const messages: readonly MessageType[] = [
  'JW301',
  'JW305',
  'JW307',
  'JW315',
  'JW317',
  'JW319',
  'JW323',
  'JW325',
];

/** Every message that gets an answer, so not the JW325 and the retours. */
export const answered: readonly MessageType[] = messages.filter((message) => message !== 'JW325');

/** Reason: the rule is about what people do and when; a message does not show it. */
export const conduct = 'Werkafspraak tussen partijen: uit het bericht blijkt niet of zij is nagekomen.';

/** Reason: instruction to fill a field; a wrong value cannot be distinguished from a right one. */
export const filling = 'Vulinstructie: aan het bericht is niet te zien of zo is gevuld.';

/** Reason: the rule is for the receiver itself; the functions that build an answer follow it. */
export const ownAnswer = 'Bindt de ontvanger zelf: zo worden de antwoorden opgebouwd.';

/** Reason: the rule defines how data are interpreted; the ledger applies it. */
export const ownLedger = 'Bepaalt hoe de ontvanger zijn administratie bijhoudt; geen eis aan een los bericht.';

/** Reason: the reader checks it at level 1. */
export const byReader = 'Wordt op niveau 1 getoetst bij het lezen.';

/** Reason: the rules that implement it are checked. */
export const by = (...rules: readonly string[]): string => `Uitgewerkt in ${rules.join(', ')}.`;

/** One row per rule. */
export const unchecked = (
  rows: readonly (readonly [rule: string, messages: readonly MessageType[], sentence: string, reason: string])[],
): readonly UncheckedRule[] =>
  rows.map(([rule, bound, sentence, reason]) => ({ rule, messages: bound, sentence, reason }));
