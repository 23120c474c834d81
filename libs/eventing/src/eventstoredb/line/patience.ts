import type { Message } from './messages.js';
import type { Place, Queue } from './queue.js';

/**
 * Time limit of a turn: a multiple of the usual length of turns, within bounds. The lower bound doubles when a live member was
 * given up.
 */
const SILENT_TURNS = 6;
const SILENT_MS = 160;
const SILENT_MS_MAX = 1_000;
const WRONG = 2;
/** Factor by which that shrinks after each turn that is passed on. */
const FORGIVEN = 0.99;
/** Weight of the latest turn in the average length of turns. */
const LATEST = 0.2;
/** Time in which members have to answer that they are alive once one was given up. */
const ANSWER_MS = 100;
/** Extra time that each member further back waits before it gives up the first one. */
const STEP_MS = 40;

/**
 * How long a waiting member waits for the first in line. It counts its own waits rather than time, because a member that was
 * stopped has heard nothing either. When one member is given up, all others report that they are alive, and those that do not are
 * given up together, so several ended processes cost one wait. When a given-up member is heard again, the limit grows.
 */
export class Patience {
  #silentMs = 0;
  #isAfterLoss = false;
  #turnMs = 0;
  #leastMs = SILENT_MS;
  readonly #givenUp = new Set<string>();
  #firstSince = performance.now();
  #here = new Set<string>();

  /** A message arrived: another member may be first now, and some may have lost their places. */
  heard(message: Message, isFirstNew: boolean, gone: readonly string[] = []): void {
    if (message.kind === 'places-lost') {
      for (const member of gone) this.#givenUp.add(member);
      [this.#isAfterLoss, this.#silentMs, this.#here] = [true, 0, new Set()];
      return;
    }
    this.#here.add(message.member);
    if (this.#givenUp.delete(message.member)) this.#leastMs = Math.min(SILENT_MS_MAX, this.#leastMs * WRONG);
    if (!isFirstNew) return;
    this.#silentMs = 0;
    const now = performance.now();
    if (message.kind === 'turn-passed') {
      this.#isAfterLoss = false;
      this.#leastMs = Math.max(SILENT_MS, this.#leastMs * FORGIVEN);
      if (message.stays) this.#turnMs += LATEST * (now - this.#firstSince - this.#turnMs);
    }
    this.#firstSince = now;
  }

  /** Members to give up after another silent wait. */
  lost(queue: Queue, member: string, waitedMs: number): readonly Place[] {
    this.#silentMs += waitedMs;
    const before = queue.before(member) ?? [];
    const [first] = before;
    if (!first) return [];
    const isAsked = this.#isAfterLoss && !this.#here.has(first.member);
    const limitMs = isAsked
      ? Math.max(ANSWER_MS, this.#leastMs / 2)
      : Math.min(SILENT_MS_MAX, Math.max(this.#leastMs, SILENT_TURNS * this.#turnMs));
    if (this.#silentMs < limitMs + (before.length - 1) * STEP_MS) return [];
    this.#silentMs = 0;
    return isAsked ? before.filter((place) => !this.#here.has(place.member)) : [first];
  }
}
