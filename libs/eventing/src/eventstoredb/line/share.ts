import type { Message } from './messages.js';
import type { Queue } from './queue.js';

/**
 * Total number of writes in one round of all members: the wait for a turn is this many writes, however many members there are.
 */
const ROUND_WRITES = 16;
/** A turn ends with the write after which it has lasted this long. */
const TURN_MS = 50;
/** Maximum ratio of appends in a turn to the fewest appends of another member that had more to append. */
const SHARE_MAX = 1.5;

/** Measures how much of a turn is used, and how many appends other members made in theirs. */
export class Share {
  readonly #member: string;
  readonly #shares = new Map<string, number>();
  #begunAt = 0;
  #writes = 0;
  /** Appends made in this turn. */
  appends = 0;
  /** Position after which this turn has written; undefined when it has not. */
  after: number | undefined;

  constructor(member: string) {
    this.#member = member;
  }

  begin(): void {
    [this.#begunAt, this.#writes, this.appends, this.after] = [performance.now(), 0, 0, undefined];
  }

  writing(after: number, appends: number): void {
    this.#writes += 1;
    this.appends += appends;
    this.after ??= after;
  }

  /** Remembers how many appends others made in their turns, as long as they have more. */
  heard(message: Message): void {
    if (message.kind !== 'turn-passed') return;
    if (message.stays) this.#shares.set(message.member, message.appends);
    else this.#shares.delete(message.member);
  }

  /** True when the turn should be passed on if others wait. */
  isUsedUp(queue: Queue): boolean {
    if (queue.length <= 1) return false;
    const isLong = this.#writes >= ROUND_WRITES / queue.length || performance.now() - this.#begunAt > TURN_MS;
    return isLong || this.appends >= SHARE_MAX * this.#least(queue);
  }

  #least(queue: Queue): number {
    const others = [...this.#shares].filter(([other]) => other !== this.#member && queue.of(other));
    return Math.min(Infinity, ...others.map(([, appends]) => appends));
  }
}
