import type { IdCache } from './id-cache.ts';
import type { LogRecord, Proposed } from './record.ts';
import type { StreamState } from './stream-state.ts';

/** The revision a write expects. */
export type Expected = number | 'any' | 'no-stream' | 'stream-exists';

/** Decision of the server on a write: accept, already done, or refuse. */
export type Verdict =
  | { readonly kind: 'write' }
  | { readonly kind: 'done-before'; readonly last: LogRecord }
  | { readonly kind: 'wrong'; readonly current: number }
  | { readonly kind: 'deleted' };

/** Inputs of the decision. */
export interface Question {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly Proposed[];
  readonly state: StreamState;
  readonly hasMetadata: boolean;
  readonly cache: IdCache;
}

const write: Verdict = { kind: 'write' };

/** Without an expected revision a repeat is recognised only as long as its ids are in the cache. */
function byIds({ stream, events, state, cache }: Question): Verdict {
  const found = events.map(({ id }) => cache.find(stream, id));
  if (found.length === 0 || !found[0]) return write;
  const last = found.at(-1);
  return last && found.every((record) => record)
    ? { kind: 'done-before', last }
    : { kind: 'wrong', current: state.lastTaken };
}

/** An earlier revision is a repeat when the same ids are stored after it, one by one. */
function byRevision({ events, state }: Question, expected: number): Verdict {
  const wrong: Verdict = { kind: 'wrong', current: state.lastTaken };
  if (expected === state.lastTaken) return write;
  if (expected > state.lastTaken || events.length === 0) return wrong;
  const stored = events.map((_, index) => state.taken(expected + 1 + index));
  if (expected === -1 && state.isSoftDeleted && stored[0]?.id !== events[0]?.id) return write;
  const last = stored.at(-1);
  return last && events.every(({ id }, index) => stored[index]?.id === id) ? { kind: 'done-before', last } : wrong;
}

/** Rules by which the server accepts or refuses a write. */
export function checkAppend(question: Question): Verdict {
  const { state, expected } = question;
  if (state.isTombstoned) return { kind: 'deleted' };
  if (expected === 'stream-exists') {
    if (state.isSoftDeleted) return { kind: 'deleted' };
    if (state.lastTaken < 0 && !question.hasMetadata) return { kind: 'wrong', current: state.lastTaken };
  }
  if (expected === 'any' || expected === 'stream-exists') return byIds(question);
  return byRevision(question, expected === 'no-stream' ? -1 : expected);
}
