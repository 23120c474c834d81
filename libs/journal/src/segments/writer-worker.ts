/** A worker that writes segments until it is ended. */
import { parentPort } from 'node:worker_threads';
import { SegmentFolder } from './segment-folder.js';
import type { WriteRequest } from './segment-writer.js';

const isRequest = (value: unknown): value is WriteRequest =>
  typeof value === 'object' && value !== null && 'segment' in value && 'manifest' in value;

async function written(request: unknown): Promise<object> {
  if (!isRequest(request)) throw new TypeError('a writer of segments was given none');
  const { folder, region, segment, words, end, manifest } = request;
  return { entry: await new SegmentFolder(folder, region).write(segment, words, end, manifest) };
}

parentPort?.on('message', (request: unknown) => {
  void written(request)
    .catch((error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }))
    .then((answer) => parentPort?.postMessage(answer));
});
