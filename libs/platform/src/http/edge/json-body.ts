import type { FastifyInstance } from 'fastify';
import { limits } from '@regieboek/kernel';
import { Problem } from '../problems/problem.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Counts of a JSON text. */
interface Counted {
  depth: number;
  objects: number;
  fields: number;
  values: number;
}

function faultOf({ depth, objects, fields, values }: Counted): string | undefined {
  if (depth > limits.jsonDepth) return `arrays and objects are nested more than ${limits.jsonDepth} levels deep`;
  if (objects > limits.jsonObjects) return `it contains more than ${limits.jsonObjects} arrays and objects: split it`;
  if (fields > limits.jsonFields) return `it contains more than ${limits.jsonFields} fields: split it`;
  return values > limits.jsonValues ? `it contains more than ${limits.jsonValues} values: split it` : undefined;
}

function count(byte: number, counted: Counted): void {
  if (OPENING.has(byte)) {
    counted.depth += 1;
    counted.objects += 1;
  } else if (CLOSING.has(byte)) counted.depth -= 1;
  else if (byte === COMMA) counted.values += 1;
  else if (byte === COLON) counted.fields += 1;
}

/** The first limit that a JSON text exceeds; scans its bytes once, without parsing. */
function jsonLimitFault(bytes: Uint8Array): string | undefined {
  const counted: Counted = { depth: 0, objects: 0, fields: 0, values: 0 };
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) inText = !inText;
    else if (!inText) count(byte, counted);
    else if (byte === BACKSLASH) at += 1;
    const fault = faultOf(counted);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Reads JSON bodies within the limits of docs/limits.md. */
export function readJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: limits.jsonBytes },
    (request, body, done) => {
      const text = jsonLimitFault(body);
      if (text === undefined) return parse(request, body.toString('utf8'), done);
      return done(new Problem(400, 'too-complex', 'the body cannot be read', [{ place: '/', text }]));
    },
  );
}
