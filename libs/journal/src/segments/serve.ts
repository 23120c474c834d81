import { parentPort } from 'node:worker_threads';
import type { Said } from './asked-worker.js';
import { SegmentDamaged } from './segment-folder.js';

/** An answer, and the memory that goes with it and is not used here any more. */
export interface Given {
  readonly answer: unknown;
  readonly memory?: readonly ArrayBuffer[];
}

/**
 * Makes this thread answer what it is asked, one thing after another, until it is ended. What is damaged it names by
 * position, for its owner to mend.
 */
export function serve(answerTo: (asked: unknown) => Given | Promise<Given>): void {
  let turn = Promise.resolve();
  const say = (said: Said, memory: readonly ArrayBuffer[] = []) => parentPort?.postMessage(said, memory);
  parentPort?.on('message', (asked: unknown) => {
    turn = turn
      .then(() => answerTo(asked))
      .then(({ answer, memory }) => say({ answer }, memory))
      .catch((error: unknown) => say(failed(error)));
  });
}

function failed(error: unknown): Said {
  if (error instanceof SegmentDamaged) {
    const { after, place, reason } = error;
    return { damaged: { after, place, reason } };
  }
  return { failure: error instanceof Error ? error : new Error(String(error)) };
}
