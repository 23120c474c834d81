import { parentPort } from 'node:worker_threads';
import type { WorkerReply } from './worker-client.js';
import { SegmentDamaged } from '../files/segment-folder.js';

/** An answer, and the memory that is transferred with it. */
export interface ServedAnswer {
  readonly answer: unknown;
  readonly memory?: readonly ArrayBuffer[];
}

/**
 * Makes this thread answer queries one by one until it is terminated. A damaged segment is reported by its position.
 */
export function serve(answerTo: (query: unknown) => ServedAnswer | Promise<ServedAnswer>): void {
  let turn = Promise.resolve();
  const reply = (message: WorkerReply, memory: readonly ArrayBuffer[] = []) => parentPort?.postMessage(message, memory);
  parentPort?.on('message', (query: unknown) => {
    turn = turn
      .then(() => answerTo(query))
      .then(({ answer, memory }) => reply({ answer }, memory))
      .catch((error: unknown) => reply(failed(error)));
  });
}

function failed(error: unknown): WorkerReply {
  if (error instanceof SegmentDamaged) {
    const { after, place, reason } = error;
    return { damaged: { after, place, reason } };
  }
  return { failure: error instanceof Error ? error : new Error(String(error)) };
}
