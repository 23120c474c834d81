/** An accepted write: readable from `dueMs` on, once `commit` was called. */
interface Taken {
  readonly dueMs: number;
  readonly commit: () => void;
  readonly drop: () => void;
}

/** Accepted writes that are not readable yet. They become readable in order of arrival, or never. */
export class Uncommitted {
  readonly #taken: Taken[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isHeld = false;

  get size(): number {
    return this.#taken.length;
  }

  /** Commits at once when there is no delay and no write waits. */
  add(delayMs: number, commit: () => void, drop: () => void = () => undefined): void {
    if (delayMs <= 0 && this.#taken.length === 0 && !this.#isHeld) return commit();
    this.#taken.push({ dueMs: performance.now() + delayMs, commit, drop });
    this.#wait();
  }

  /** While held, nothing is committed: the process is frozen, or it has no majority. */
  set isHeld(isHeld: boolean) {
    this.#isHeld = isHeld;
    this.#wait();
  }

  /** Commits everything now. */
  commitAll(): void {
    for (const { commit } of this.#taken.splice(0)) commit();
  }

  /** Drops everything, like a node that finds another leader. */
  dropAll(): void {
    for (const { drop } of this.#taken.splice(0).reverse()) drop();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const next = this.#taken[0];
    if (this.#isHeld || !next) return;
    this.#timer = setTimeout(() => this.#commitDue(), Math.max(0, next.dueMs - performance.now())).unref();
  }

  #commitDue(): void {
    // A timer may fire a little early.
    for (let next = this.#taken[0]; next && next.dueMs <= performance.now() + 1; next = this.#taken[0]) {
      this.#taken.shift();
      next.commit();
    }
    this.#wait();
  }
}
