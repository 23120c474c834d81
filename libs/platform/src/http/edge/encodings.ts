import { PassThrough, pipeline, Transform, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { limits } from '@regieboek/kernel';
import { Problem } from '../problems/problem.js';

// A map, because a sender chooses the name: an object would also have inherited names.
const decoders: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['br', createBrotliDecompress],
]);

/** Encodings that a body may have. */
const ACCEPTED = 'gzip, br, identity';

const tooLarge = () =>
  Object.assign(new Problem(413, 'too-large', 'the message is larger than 25 MB (iJw OP179): split it'), {
    statusCode: 413,
  });

/** Counts the output of a decoder, and stops it when it exceeds the limit of a body. */
const bounded = (): Transform => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > limits.bodyBytes) done(tooLarge());
      else done(null, chunk);
    },
  });
};

/** Counts the bytes of a body as they were sent, which Fastify compares with Content-Length. */
class Sent extends PassThrough {
  receivedEncodedLength = 0;
}

const unreadable = () =>
  Object.assign(new Problem(400, 'unreadable', 'the body does not match its Content-Encoding: send it again'), {
    statusCode: 400,
  });

/** The decoded body; it fails with a Problem when it cannot be decoded or exceeds the limit. */
function decoded(payload: Readable, decoder: Transform): Sent {
  const out = new Sent();
  payload.on('data', (chunk: Buffer) => {
    out.receivedEncodedLength += chunk.length;
  });
  pipeline(payload, decoder, bounded(), (error) => {
    if (error) out.destroy(error instanceof Problem ? error : unreadable());
  }).pipe(out);
  return out;
}

/** Decodes gzip and br bodies up to the size limit; refuses other encodings with 415. */
export function readEncodings(server: FastifyInstance): void {
  server.addHook('preParsing', async (request, reply, payload) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    if (encoding === 'identity' || encoding === '') return payload;
    const decoder = decoders.get(encoding)?.();
    if (decoder) return decoded(payload, decoder);
    reply.header('Accept-Encoding', ACCEPTED);
    throw new Problem(415, 'unsupported-encoding', `send the body unencoded, or encoded with one of ${ACCEPTED}`);
  });
}
