import type { Day } from '@regieboek/kernel';
import type { History } from '../facts/history.js';
import { registrationOn } from '../facts/in-force.js';
import { codeOn } from '../facts/mergers.js';

/** A registration that changes within this number of days before a chain starts needs review. */
const RECENT_DAYS = 7;

/**
 * True when the registration changed on one of the seven days before a chain started: another municipality or another
 * kind. Neither the first registration at birth nor the new code of a merged municipality is a change.
 */
export function movedJustBefore(history: History, start: Day): boolean {
  for (const { from, to } of history.registrations) {
    if (isRecent(from, start) && changesOn(history, from, start)) return true;
    if (isRecent(to + 1, start) && changesOn(history, to + 1, start)) return true;
  }
  return false;
}

const isRecent = (day: Day, start: Day): boolean => start - RECENT_DAYS <= day && day < start;

function changesOn(history: History, day: Day, start: Day): boolean {
  if (day <= history.birth) return false;
  const before = registrationOn(history.registrations, day - 1);
  const after = registrationOn(history.registrations, day);
  if (before?.kind !== after?.kind) return true;
  return codeAt(history, before?.municipality, start) !== codeAt(history, after?.municipality, start);
}

const codeAt = (history: History, code: string | null | undefined, day: Day): string | null | undefined =>
  code && (codeOn(history.params.mergers, code, day) ?? code);
