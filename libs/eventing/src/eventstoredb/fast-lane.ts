/**
 * Who in this process may append in batches. The library keeps the promises of all batches of a process in one list: an error on one
 * client's call rejects those of every other, and an answer that comes after that throws where nobody can catch it. So one client has the lane, and
 * uses it for one append at a time, which also keeps its queue of unsent requests empty.
 */
export class FastLane {
  static #owner: FastLane | undefined;
  #isBusy = false;

  /** Does `fast` when the lane is this client's and free, `other` when not. */
  async take<T>(fast: () => Promise<T>, other: () => Promise<T>): Promise<T> {
    FastLane.#owner ??= this;
    if (FastLane.#owner !== this || this.#isBusy) return other();
    this.#isBusy = true;
    try {
      return await fast();
    } finally {
      this.#isBusy = false;
    }
  }

  /** Leaves the lane to another client. */
  leave(): void {
    if (FastLane.#owner === this) FastLane.#owner = undefined;
  }
}
