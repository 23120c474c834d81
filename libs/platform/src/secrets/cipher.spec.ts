import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cipherWith } from './cipher.js';
import { vaultKey } from './vault-key.js';

const cipher = cipherWith(Buffer.alloc(32, 7));

describe('the vault cipher', () => {
  it('opens what it sealed, at the same place only', () => {
    const sealed = cipher.seal('999900006', 'zhz/identity/1');
    expect(cipher.open(sealed, 'zhz/identity/1').toString()).toBe('999900006');
    expect(() => cipher.open(sealed, 'zhz/identity/2')).toThrow();
    expect(sealed.includes('999900006')).toBe(false);
  });

  it('refuses bytes that were changed, and another key', () => {
    const sealed = cipher.seal('999900006', 'a');
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => cipher.open(sealed, 'a')).toThrow();
    expect(() => cipherWith(Buffer.alloc(32, 8)).open(cipher.seal('x', 'a'), 'a')).toThrow();
    expect(() => cipherWith(Buffer.alloc(16))).toThrow('32 bytes');
  });

  it('finds equal values by index, per place and per key', () => {
    expect(cipher.index('999900006', 'zhz')).toBe(cipher.index('999900006', 'zhz'));
    expect(cipher.index('999900006', 'zhz')).not.toBe(cipher.index('999900006', 'wbw'));
    expect(cipherWith(Buffer.alloc(32, 8)).index('999900006', 'zhz')).not.toBe(cipher.index('999900006', 'zhz'));
  });
});

describe('the vault key', () => {
  it('is made once, readable by its owner only, and read again', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'key ')), 'deep', 'vault.key');
    const key = vaultKey(undefined, file);
    expect(vaultKey(undefined, file).equals(key)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is refused when malformed, saying where', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'key ')), 'vault.key');
    writeFileSync(file, 'secret');
    expect(() => vaultKey(undefined, file)).toThrow(file);
    expect(() => vaultKey('zz', file)).toThrow('REGIEBOEK_VAULT_KEY');
  });
});
