import { describe, expect, it } from '@jest/globals';
import { compiledBeside, readApart } from './read-apart.js';

const module = new URL('../../test/heavy-reader.mjs', import.meta.url);
const hasty = { ms: 500, megabytes: 64 };
const small = { ms: 60_000, megabytes: 64 };

describe('reading in a thread', () => {
  it('returns the result of the function, also for bytes and for maps with objects as keys', async () => {
    const key = { a: 1 };
    const given = (await readApart(module, 'echo', { key, lines: new Map([[key, 3]]), body: Buffer.from('abc') })) as {
      key: object;
      lines: Map<object, number>;
      body: Uint8Array;
    };
    expect(given.lines.get(given.key)).toBe(3);
    expect(Buffer.from(given.body).toString()).toBe('abc');
  });

  it('(R21) ends on a timeout, reports it, and the next input is read', async () => {
    await expect(readApart(module, 'spin', null, hasty)).rejects.toThrow('took longer than 0.5 s');
    expect(await readApart(module, 'echo', 1, small)).toBe(1);
  });

  it('(R19) ends when it exceeds its memory, reports it, and the next input is read', async () => {
    const failure = readApart(module, 'eat', null, small);
    await expect(failure).rejects.toThrow('took more than 64 MB of memory');
    expect(await readApart(module, 'echo', 2, small)).toBe(2);
  });

  it('fails with an error of the function', async () => {
    await expect(readApart(module, 'fail', null, small)).rejects.toThrow('Maximum call stack');
  });
});

describe('a module for a thread', () => {
  it('is compiled, next to the module that uses it', () => {
    const source = 'file:///ledger/src/x/services/placements/src/import/facts-intake.ts';
    expect(compiledBeside(source, '../facts-file/facts-file').pathname).toBe(
      '/ledger/src/x/services/placements/dist/facts-file/facts-file.js',
    );
    expect(compiledBeside('file:///a/dist/import/intake.js', 'reader').pathname).toBe('/a/dist/import/reader.js');
  });
});
