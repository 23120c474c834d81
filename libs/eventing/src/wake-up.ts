/** Lets followers of a region sleep until something may have been appended to it. */
export class WakeUp {
  readonly #sleepers = new Map<string, Set<() => void>>();

  /** Wakes all sleepers of the region, or of all regions. */
  wake(region?: string): void {
    const chosen = region === undefined ? [...this.#sleepers.values()] : [this.#sleepers.get(region) ?? []];
    for (const sleepers of chosen) for (const rise of [...sleepers]) rise();
  }

  /**
   * Starts to sleep now, so that a wake-up between reading the log and awaiting `slept` is not missed. Ends on a wake-up, when the signal
   * aborts, or after `milliseconds`; call `rise` when the sleep is not needed after all.
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
