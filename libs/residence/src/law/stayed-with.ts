import type { Day, Interval } from '@regieboek/kernel';
import type { ActualStay, Custody, Known, Municipality, Registration } from '../facts/facts.js';
import type { History } from '../facts/history.js';
import { codeOn } from '../facts/mergers.js';
import { review } from './rules.js';

/** A residence of a holder: as recorded, and under its code on the day in question. */
export interface Residence {
  readonly code: Municipality;
  readonly codeOnDay: Municipality;
  readonly custody: Custody;
}

/** Residence of the parent with whom the child stays or last stayed, and the fact it follows from. */
export interface ParentResidence {
  readonly residence: Residence;
  readonly fact: Known;
  readonly reasons: number;
}

interface Place extends Known, Interval {
  readonly municipality: Municipality | null;
}

/**
 * Parent with whom the child actually stays or last stayed (BW 1:12): from the actual stay; only when that never was
 * with a parent, from the child's registration, which needs review. Undefined when neither decides.
 */
export function residenceOfLastParent(
  history: History,
  residences: readonly Residence[],
  day: Day,
): ParentResidence | undefined {
  const stay = lastAt(history, residences, placesOf(history.actualStay, day));
  if (stay) return { ...stay, reasons: 0 };
  const registered = lastAt(history, residences, placesOf(history.registrations, day));
  return registered && { ...registered, reasons: review['parent-from-registration'] };
}

interface PlacesUntil {
  readonly places: readonly Place[];
  readonly day: Day;
}

const placesOf = (all: readonly (ActualStay | Registration)[], day: Day): PlacesUntil => ({
  places: all.filter(({ from }) => from <= day),
  day,
});

function lastAt(history: History, residences: readonly Residence[], { places, day }: PlacesUntil) {
  let last: { residence: Residence; fact: Place } | undefined;
  for (const fact of places) {
    const code = fact.municipality && (codeOn(history.params.mergers, fact.municipality, day) ?? fact.municipality);
    const residence = residences.find(({ codeOnDay }) => codeOnDay === code);
    if (residence && (!last || isLater(fact, last.fact, day))) last = { residence, fact };
  }
  return last;
}

/** Later end (a current stay ends today), then later start, then recorded later, then listed later. */
function isLater(a: Place, b: Place, day: Day): boolean {
  const byEnd = Math.min(a.to, day) - Math.min(b.to, day);
  const order = byEnd || a.from - b.from || (a.recordedAt ?? -Infinity) - (b.recordedAt ?? -Infinity);
  return !(order < 0);
}
