import { OPEN, type Day, type Interval } from '@regieboek/kernel';

/** Subject of a start or stop message: an assignment, or for task-based care a product (IV096). */
interface CareKey {
  readonly provider: string;
  readonly assignment: number | null;
  readonly category: string | null;
  readonly code: string | null;
}

/** A start or stop message (JW305, JW307) or its removal, in order of arrival. */
export type CareMessage = StartMessage | StopMessage;

/** Care started on `begin` (JW305), or that message was removed. */
interface StartMessage extends CareKey {
  readonly kind: 'started' | 'start-withdrawn';
  readonly begin: Day;
}

/** Care that began on `begin` stopped with `end` as its last day (JW307), or that message was removed. */
interface StopMessage extends CareKey {
  readonly kind: 'stopped' | 'stop-withdrawn';
  readonly begin: Day;
  readonly end: Day;
  /** RedenBeeindiging (JZ588); 20 is a temporary stop. */
  readonly reason: string;
}

/** One record of care: from the first day up to and including the last (OPEN while it runs). */
export interface CareRecord extends CareKey, Interval {
  /** First to last day of each part of it with the youth there, in order: between arrival and a (temporary) departure. */
  readonly spells: readonly Interval[];
  /** Whole days between these parts, and after a temporary stop up to the definitive one. */
  readonly leaves: readonly Interval[];
}

const TEMPORARY = '20';

interface Start {
  readonly begin: Day;
  readonly stops: { end: Day; reason: string }[];
}

/** Identity of the care: the assignment, or provider and product without one. */
export const careKeyOf = (key: CareKey): string =>
  key.assignment === null
    ? `${key.provider}/${key.category ?? ''}/${key.code ?? ''}`
    : `${key.provider}#${key.assignment}`;

function applyStop(starts: Map<Day, Start>, message: StopMessage): void {
  const start = starts.get(message.begin);
  if (!start) return;
  const at = start.stops.findIndex(({ end, reason }) => end === message.end && reason === message.reason);
  if (message.kind === 'stop-withdrawn') {
    if (at >= 0) start.stops.splice(at, 1);
  } else if (at < 0) start.stops.push({ end: message.end, reason: message.reason });
}

function applyMessage(starts: Map<Day, Start>, message: CareMessage): void {
  if ('end' in message) applyStop(starts, message);
  else if (message.kind === 'start-withdrawn') starts.delete(message.begin);
  else if (!starts.has(message.begin)) starts.set(message.begin, { begin: message.begin, stops: [] });
}

/** The temporary stop that counts: the last one before `end`. */
const lastTemporary = ({ stops }: Start, end: Day): Day | undefined =>
  stops
    .filter(({ reason, end: own }) => reason === TEMPORARY && own < end)
    .sort((a, b) => a.end - b.end)
    .at(-1)?.end;

/** End of started care, whether it is temporary, and the last day with the youth there. */
interface Ending {
  readonly to: Day;
  readonly isTemporary: boolean;
  readonly presentTo: Day;
}

/**
 * A definitive stop overrides temporary ones; of temporary ones the last counts. After a temporary stop without a new start the youth was
 * away until the definitive one (OP377).
 */
function endingOf(start: Start): Ending {
  const definitive = start.stops.find(({ reason }) => reason !== TEMPORARY);
  const to = definitive?.end ?? lastTemporary(start, Infinity) ?? OPEN;
  const isTemporary = definitive === undefined && to !== OPEN;
  return { to, isTemporary, presentTo: isTemporary ? to : (lastTemporary(start, to) ?? to) };
}

interface Draft extends CareKey {
  readonly from: Day;
  to: Day;
  isTemporary: boolean;
  readonly spells: Interval[];
}

/** Days of a record on which the youth was away all day. */
const leavesOf = ({ to, spells }: Draft): Interval[] =>
  spells.flatMap((spell, index) => {
    const until = spells[index + 1]?.from ?? (to === OPEN ? OPEN : to + 1);
    return spell.to !== OPEN && spell.to + 1 < until ? [{ from: spell.to + 1, to: until - 1 }] : [];
  });

/**
 * Records of one assignment. Care that stopped temporarily and started again on the same assignment is one record
 * with leave in between (WPB-K4); after a definitive stop a new start is a new record.
 */
function recordsOf(key: CareKey, starts: Iterable<Start>): CareRecord[] {
  const records: Draft[] = [];
  for (const start of [...starts].sort((a, b) => a.begin - b.begin)) {
    const { to, isTemporary, presentTo } = endingOf(start);
    const spell = { from: start.begin, to: presentTo };
    const last = records.at(-1);
    if (last?.isTemporary && last.to <= start.begin) {
      last.spells.push(spell);
      last.to = to;
      last.isTemporary = isTemporary;
    } else records.push({ ...key, from: start.begin, to, spells: [spell], isTemporary });
  }
  return records.map((draft) => {
    const { isTemporary: _, ...record } = draft;
    return { ...record, leaves: leavesOf(draft) };
  });
}

/** Care of one youth from its start and stop messages, in order of first day. */
export function careRecords(messages: Iterable<CareMessage>): CareRecord[] {
  const byKey = new Map<string, { key: CareKey; starts: Map<Day, Start> }>();
  for (const message of messages) {
    const id = careKeyOf(message);
    const { provider, assignment, category, code } = message;
    const entry = byKey.get(id) ?? { key: { provider, assignment, category, code }, starts: new Map<Day, Start>() };
    byKey.set(id, entry);
    applyMessage(entry.starts, message);
  }
  return [...byKey.values()]
    .flatMap(({ key, starts }) => recordsOf(key, starts.values()))
    .sort((a, b) => a.from - b.from);
}
