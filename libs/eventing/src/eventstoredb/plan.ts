import { isoTime } from '../clock.js';
import type { Appended } from '../event-log.js';
import type { PreparedAppend } from '../prepare-append.js';
import { propose } from './envelope.js';
import type { ProposedEvent } from './event-store-client.js';
import type { Indexed, RegionIndex } from './index-record/region-index.js';

/** An append, and its time in milliseconds. */
export interface Job {
  readonly append: PreparedAppend;
  readonly atMs: number;
}

/** An event that is recorded or about to be; its id is undefined while it still has to be looked up. */
interface Sent {
  readonly position: number;
  readonly id: string | undefined;
}

/**
 * Outcome of a job: it is recorded now; it may have been recorded before, if the ids are equal; or its stream is at another
 * revision.
 */
export type Verdict =
  | { readonly kind: 'record'; readonly answer: Appended }
  | { readonly kind: 'compare'; readonly sent: readonly Sent[]; readonly actual: number }
  | { readonly kind: 'refuse'; readonly actual: number };

/** Plan for jobs that arrived together: a verdict for each, and the events to write at once. */
export interface Plan {
  /** Head of the region that the plan is based on. */
  readonly head: number;
  readonly verdicts: readonly Verdict[];
  readonly events: readonly ProposedEvent[];
  /** Entries to add to the index once they are written. */
  readonly indexed: readonly Indexed[];
}

/** State of the region after the jobs decided so far. */
class Draft {
  readonly events: ProposedEvent[] = [];
  readonly indexed: Indexed[] = [];
  readonly #index: RegionIndex;
  readonly #added = new Map<string, Sent[]>();
  #atMs: number;

  constructor(index: RegionIndex) {
    this.#index = index;
    this.#atMs = index.atMs;
  }

  /** Some events of a stream by revision, recorded or planned. */
  sent(stream: string, from: number, count: number): readonly Sent[] {
    const positions = this.#index.positions(stream, from, count);
    const recorded = positions.map((position) => ({ position, id: undefined }));
    const added = this.#added.get(stream) ?? [];
    const start = Math.max(0, from - this.#index.revision(stream) - 1);
    return [...recorded, ...added.slice(start, start + count - recorded.length)];
  }

  lastRevision(stream: string): number {
    return this.#index.revision(stream) + (this.#added.get(stream)?.length ?? 0);
  }

  record({ append, atMs }: Job): Appended {
    this.#atMs = Math.max(this.#atMs, atMs);
    const added = this.#added.get(append.stream) ?? [];
    this.#added.set(append.stream, added);
    const recordedAt = isoTime(this.#atMs);
    append.events.forEach((event, offset) => {
      const revision = append.expected + 1 + offset;
      const position = this.#index.head + this.events.length + 1;
      this.events.push(propose(append, event, { revision, recordedAt }));
      this.indexed.push({ stream: append.stream, revision, position, id: event.id, atMs: this.#atMs });
      added.push({ position, id: event.id });
    });
    return { revision: append.expected + append.events.length, position: this.#index.head + this.events.length };
  }
}

/**
 * Decides jobs in order, each on the state the ones before it leave behind. An outdated expected revision is a repeat when the events after
 * it have the same ids.
 */
export function plan(index: RegionIndex, jobs: readonly Job[]): Plan {
  const draft = new Draft(index);
  const verdicts = jobs.map((job): Verdict => {
    const { stream, expected, events } = job.append;
    const actual = draft.lastRevision(stream);
    if (actual === expected) return { kind: 'record', answer: draft.record(job) };
    if (expected + events.length > actual) return { kind: 'refuse', actual };
    return { kind: 'compare', sent: draft.sent(stream, expected + 1, events.length), actual };
  });
  return { head: index.head, verdicts, events: draft.events, indexed: draft.indexed };
}
