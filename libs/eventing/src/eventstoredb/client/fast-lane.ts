/**
 * Grants one client of this process the right to append in batches. The library keeps the promises of all batches of a process in
 * one list: an error on one client's call rejects the promises of all others, and a late answer throws where it cannot be caught.
 * With one client and one append at a time this cannot happen, and its queue of unsent requests stays empty.
 */
export class FastLane {
  static #owner: FastLane | undefined;
  #isBusy = false;

  /** Runs `fast` when this client owns the lane and it is free, otherwise `other`. */
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

  /** Releases the lane for another client. */
  leave(): void {
    if (FastLane.#owner === this) FastLane.#owner = undefined;
  }
}
