import { setImmediate } from 'node:timers/promises';

/** Progress of a long job: `done` of `total` events read, or shares of a month billed or reconciled. */
export interface Progress {
  readonly step: 'reading' | 'billing' | 'reconciling';
  readonly done: number;
  readonly total: number;
}

/** Reports progress of a long job, and can stop it. */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Reports progress and yields to other tasks. Rejects with the signal's reason when it was aborted. */
export async function pause({ signal, onProgress }: Watch, progress: Progress): Promise<void> {
  onProgress?.(progress);
  await setImmediate();
  signal?.throwIfAborted();
}
