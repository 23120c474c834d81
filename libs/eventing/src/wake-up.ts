/** Lets followers of a region sleep until something may have been appended to it. */
export class WakeUp {
  readonly #sleepers = new Map<string, Set<() => void>>();

  /** Wakes all who sleep on the region, or on any region. */
  wake(region?: string): void {
    const chosen = region === undefined ? [...this.#sleepers.values()] : [this.#sleepers.get(region) ?? []];
    for (const sleepers of chosen) for (const rise of [...sleepers]) rise();
  }

  /**
   * Starts to sleep now, so that a wake-up between a look at the log and `slept` is not missed. Ends by a wake-up, by the signal, or after
   * `milliseconds`; call `rise` when the sleep is not needed after all.
   */
  sleep(region: string, signal?: AbortSignal, milliseconds?: number): { slept: Promise<void>; rise: () => void } {
    const sleepers = this.#sleepers.get(region) ?? new Set();
    this.#sleepers.set(region, sleepers);
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = milliseconds === undefined ? undefined : setTimeout(() => rise(), milliseconds);
    const rise = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', rise);
      sleepers.delete(rise);
      resolve();
    };
    sleepers.add(rise);
    signal?.addEventListener('abort', rise);
    if (signal?.aborted) rise();
    return { slept: promise, rise };
  }
}
