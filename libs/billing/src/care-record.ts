import { OPEN, type Day, type Interval } from '@regieboek/kernel';

/** What a start or stop message is about: an assignment, or for task-based care a product (IV096). */
export interface CareKey {
  readonly provider: string;
  readonly assignment: number | null;
  readonly category: string | null;
  readonly code: string | null;
}

/** A start or stop message (JW305, JW307) or its removal, in order of arrival. */
export type CareMessage = StartMessage | StopMessage;

/** Care started on `begin` (JW305), or that message was removed. */
export interface StartMessage extends CareKey {
  readonly kind: 'started' | 'start-withdrawn';
  readonly begin: Day;
}

/** Care that began on `begin` stopped with `end` as its last day (JW307), or that message was removed. */
export interface StopMessage extends CareKey {
  readonly kind: 'stopped' | 'stop-withdrawn';
  readonly begin: Day;
  readonly end: Day;
  /** RedenBeeindiging (JZ588); 20 is a temporary stop. */
  readonly reason: string;
}

/** One record of care: from the first day up to and including the last (OPEN while it runs), with days of leave. */
export interface CareRecord extends CareKey, Interval {
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

/** The stop that holds: a definitive one if there is one, otherwise the last temporary one. */
const lastStop = (start: Start): { end: Day; reason: string } | undefined =>
  start.stops.find(({ reason }) => reason !== TEMPORARY) ?? [...start.stops].sort((a, b) => a.end - b.end).at(-1);

/**
 * Records of one assignment. Care that stopped temporarily and started again on the same assignment is one record
 * with leave in between (WPB-K4); after a definitive stop a new start is a new record.
 */
function recordsOf(key: CareKey, starts: Iterable<Start>): CareRecord[] {
  const records: (CareKey & { from: Day; to: Day; leaves: Interval[]; temporary: boolean })[] = [];
  for (const start of [...starts].sort((a, b) => a.begin - b.begin)) {
    const stop = lastStop(start);
    const to = stop?.end ?? OPEN;
    const temporary = stop?.reason === TEMPORARY;
    const last = records.at(-1);
    if (last?.temporary && last.to < start.begin) {
      if (last.to + 1 < start.begin) last.leaves.push({ from: last.to + 1, to: start.begin - 1 });
      last.to = to;
      last.temporary = temporary;
    } else records.push({ ...key, from: start.begin, to, leaves: [], temporary });
  }
  return records.map(({ temporary: _, ...record }) => record);
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
