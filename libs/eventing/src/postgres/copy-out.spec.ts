import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CopyOut } from './copy-out.js';

/** A message of the protocol of PostgreSQL. */
function message(kind: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const body = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.uint8Array({ maxLength: 400 }),
  fc.nat(9_000).map((length) => new Uint8Array(length).fill(length)),
);

/** Splits bytes into chunks, as a socket could. */
function pieces(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const cut: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const end = at + (sizes[turn % sizes.length] ?? 1);
    cut.push(bytes.subarray(at, end));
    at = end;
  }
  return cut;
}

/** Feeds the chunks to a COPY; returns its rows, and the bytes that pg received before and after them. */
function hearing(chunks: readonly Buffer[], rowsMax = Infinity) {
  const stream = new PassThrough();
  const heard: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => heard.push(chunk));
  const rows: Buffer[] = [];
  let turns = 0;
  const take = (bytes: Buffer, from: number, to: number): boolean =>
    rows.push(Buffer.from(bytes.subarray(from, to))) < rowsMax;
  const copy = new CopyOut('copy', take, () => (turns += 1));
  copy.ended.catch(() => undefined);
  copy.submit({ stream, query: () => undefined });
  for (const chunk of chunks) stream.emit('data', chunk);
  return { rows, pg: Buffer.concat(heard), copy, turns };
}

const begin = [message('C', Buffer.from('SET\0')), message('H', Buffer.from([1, 0, 0]))];
const after = Buffer.concat([message('C', Buffer.from('COPY 2\0')), message('Z', Buffer.from('I'))]);
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5_000 })), { minLength: 1 });

describe('the rows of a COPY', () => {
  it('are the same however the socket splits them, and pg receives everything after them', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 12 }), fc.constantFrom('c', 'E'), sizes, (bodies, end, cuts) => {
        const tail = Buffer.concat([message(end, new Uint8Array(0)), after]);
        const notice = message('N', Buffer.from('a notice'));
        const rows = bodies.flatMap((row) => [message('d', row), notice]);
        const heard = hearing(pieces(Buffer.concat([...begin, ...rows, tail]), cuts));
        expect(heard.rows.length).toBe(bodies.length);
        expect(heard.rows.every((row, index) => row.equals(bodies[index] ?? row))).toBe(true);
        expect(heard.pg.equals(tail)).toBe(true);
      }),
      { seed: 20261122, numRuns: 400 },
    );
  });

  it('call back the owner of a timer when they end, however they end', () => {
    const rows = [message('d', Buffer.from('a')), message('d', Buffer.from('b'))];
    const ends: ((copy: CopyOut) => void)[] = [
      (copy) => copy.handleReadyForQuery(),
      (copy) => copy.handleError(new Error('Query read timeout')),
    ];
    const told = ends.map((end) => {
      const { copy } = hearing([Buffer.concat([...begin, ...rows])]);
      let times = 0;
      copy.callback = () => (times += 1);
      end(copy);
      return times;
    });
    expect(told).toEqual([1, 1]);
  });

  it('stop when their consumer stops, and pg does not see the rest', async () => {
    const rows = ['a', 'b', 'c', 'd'].map((text) => message('d', Buffer.from(text)));
    const heard = hearing([Buffer.concat([...begin, ...rows, message('c', Buffer.alloc(0)), after])], 2);
    expect(heard.rows.map(String)).toEqual(['a', 'b']);
    expect(heard.pg.length).toBe(0);
    expect(await heard.copy.ended).toBe(false);
  });

  it.each([
    ['a message of another kind', message('Q', Buffer.from('x'))],
    ['a message shorter than its head', Buffer.from([0x64, 0, 0, 0, 3])],
  ])('end with a retryable error at %s', async (_, wrong) => {
    const heard = hearing([Buffer.concat([...begin, wrong])]);
    await expect(heard.copy.ended).rejects.toThrow(/^Connection terminated/);
    expect(heard.turns).toBe(1);
  });
});
