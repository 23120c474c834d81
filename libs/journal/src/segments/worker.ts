/** A worker that bills one share of a month and ends. What is damaged it names by position, for its owner to mend. */
import { parentPort, workerData } from 'node:worker_threads';
import { runPart, type PartOfRun } from './run-part.js';
import { SegmentDamaged } from './segment-folder.js';

const isPart = (value: unknown): value is PartOfRun => typeof value === 'object' && value !== null && 'range' in value;

const given: unknown = workerData;
if (!isPart(given)) throw new TypeError('a worker of the journal was given no part of a run');
try {
  const parts = runPart(given);
  const { buffer } = parts.bytes;
  parentPort?.postMessage({ parts }, buffer instanceof ArrayBuffer ? [buffer] : []);
} catch (error) {
  if (!(error instanceof SegmentDamaged)) throw error;
  parentPort?.postMessage({ damagedAfter: error.after, reason: error.message });
}
