import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyFrom, nameOfSource, VaultKeyFault } from './vault-key.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regieboek-vault-key-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hex = fc.stringMatching(/^[0-9a-fA-F]{64}$/);
const fileWith = (text: string): string => {
  const file = join(folder, 'vault.key');
  writeFileSync(file, text);
  return file;
};

describe('the key of a vault', () => {
  it('is 64 hexadecimal digits, given or in a file, whatever blanks are around them', () => {
    fc.assert(
      fc.property(hex, fc.constantFrom('', ' ', '\n', '\r\n', '\t '), (digits, blank) => {
        const key = Buffer.from(digits, 'hex');
        expect(keyFrom({ given: `${blank}${digits}${blank}` })).toEqual(key);
        expect(keyFrom({ given: undefined, file: fileWith(`${digits}${blank}`) })).toEqual(key);
      }),
      { seed: 63, numRuns: 30 },
    );
  });

  it('that is given wins over the one in the file', () => {
    const file = fileWith('ab'.repeat(32));
    expect(keyFrom({ given: '17'.repeat(32), file })).toEqual(Buffer.from('17'.repeat(32), 'hex'));
    expect(keyFrom({ given: '', file })).toEqual(Buffer.from('ab'.repeat(32), 'hex'));
  });

  it('is none without either', () => {
    expect(keyFrom({ given: undefined })).toBeUndefined();
    expect(keyFrom({ given: '', file: join(folder, 'nowhere') })).toBeUndefined();
  });

  it.each(['x', '17'.repeat(31), '17'.repeat(33), 'zz'.repeat(32), ' ', `${'17'.repeat(16)} ${'17'.repeat(16)}`])(
    'is refused when it is not a key, with its source and never with its text: %j',
    (text) => {
      const refused = (work: () => unknown, source: string) => {
        expect(work).toThrow(VaultKeyFault);
        expect(work).toThrow(`${source} does not contain a vault key: expected 64 hexadecimal digits`);
      };
      refused(() => keyFrom({ given: text }), 'REGIEBOEK_VAULT_KEY');
      refused(() => keyFrom({ given: text, name: 'REGIEBOEK_NEW_VAULT_KEY' }), 'REGIEBOEK_NEW_VAULT_KEY');
      const file = fileWith(text);
      refused(() => keyFrom({ given: undefined, file }), file);
      if (text.trim() !== '' && text !== 'x') expect(() => keyFrom({ given: text })).not.toThrow(text);
    },
  );

  it('has the name of its source in errors', () => {
    expect(nameOfSource({ given: 'x', file: 'a' })).toBe('REGIEBOEK_VAULT_KEY');
    expect(nameOfSource({ given: undefined })).toBe('REGIEBOEK_VAULT_KEY');
    expect(nameOfSource({ given: '', file: 'a', name: 'N' })).toBe('a');
    expect(nameOfSource({ given: 'x', file: 'a', name: 'N' })).toBe('N');
  });
});
