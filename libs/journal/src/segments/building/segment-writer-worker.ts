/** A worker that writes segments until it is terminated. */
import { SegmentFolder } from '../files/segment-folder.js';
import type { WriteRequest } from './segment-writer.js';
import { serve } from '../workers/serve.js';

const isRequest = (value: unknown): value is WriteRequest =>
  typeof value === 'object' && value !== null && 'segment' in value && 'manifest' in value;

serve(async (request) => {
  if (!isRequest(request)) throw new TypeError('the segment writer received no segment');
  const { folder, region, segment, words, end, manifest } = request;
  return { answer: await new SegmentFolder(folder, region).write(segment, words, end, manifest) };
});
