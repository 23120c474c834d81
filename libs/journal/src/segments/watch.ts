import { setImmediate } from 'node:timers/promises';

/** How far long work is: of `total` events read, or shares of a month billed or reconciled, `done` are behind it. */
export interface Progress {
  readonly step: 'reading' | 'billing' | 'reconciling';
  readonly done: number;
  readonly total: number;
}

/** How to look at long work, and how to stop it. */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Tells how far work is and lets others have a turn. Rejects with the reason of the signal when it was aborted. */
export async function pause({ signal, onProgress }: Watch, progress: Progress): Promise<void> {
  onProgress?.(progress);
  await setImmediate();
  signal?.throwIfAborted();
}
