import { describe, expect, it } from '@jest/globals';
import { cipherWith, keyIdIn, keyIdOf } from './cipher.js';

const cipher = cipherWith(Buffer.alloc(32, 7));

describe('the vault cipher', () => {
  it('opens its own secrets, only at the same place', () => {
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

  it('refuses a secret that was cut off, also within the tag that proves it', () => {
    for (const text of ['', '999900006']) {
      const sealed = cipher.seal(text, 'a');
      for (let length = 0; length < sealed.length; length += 1)
        expect(() => cipher.open(sealed.subarray(0, length), 'a')).toThrow();
    }
  });

  it('finds equal values by index, per place and per key', () => {
    expect(cipher.index('999900006', 'zhz')).toBe(cipher.index('999900006', 'zhz'));
    expect(cipher.index('999900006', 'zhz')).not.toBe(cipher.index('999900006', 'wbw'));
    expect(cipherWith(Buffer.alloc(32, 8)).index('999900006', 'zhz')).not.toBe(cipher.index('999900006', 'zhz'));
  });
});

describe('keys of a vault', () => {
  const [old, young] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)];
  const both = cipherWith({ current: young, older: [old], ids: Buffer.alloc(32, 1) });

  it('are identified by the first bytes of a secret: the newest key seals, every available key opens', () => {
    const sealed = cipher.seal('999900006', 'a');
    expect([keyIdIn(sealed), keyIdIn(both.seal('x', 'a'))]).toEqual([keyIdOf(old), keyIdOf(young)]);
    expect(both.open(sealed, 'a').toString()).toBe('999900006');
    expect(() => cipher.open(both.seal('x', 'a'), 'a')).toThrow(keyIdOf(young));
  });

  it('give the index under each, that of the newest first', () => {
    const own = [young, old].map((key) => cipherWith(key).index('999900006', 'zhz'));
    expect(both.indexes('999900006', 'zhz')).toEqual(own);
  });
});

describe('a keyed id', () => {
  const ids = { ids: Buffer.alloc(32, 1) };
  const before = cipherWith({ current: Buffer.alloc(32, 7), ...ids });

  it('is the same for the same content, and another for every region, use and secret', () => {
    const places = [
      ['zhz', 'message'],
      ['wbw', 'message'],
      ['zhz', 'command'],
      [null, 'message'],
    ] as const;
    const made = places.map(([region, use]) => before.id(region, use, 'x'));
    expect(new Set([...made, cipher.id('zhz', 'message', 'x'), before.id('zhz', 'message', 'y')]).size).toBe(6);
    expect(before.id('zhz', 'message', 'x')).toBe(made[0]);
    expect(made.every((id) => /^[0-9a-f]{64}$/.test(id))).toBe(true);
  });

  it('stays when the key is another one', () => {
    const after = cipherWith({ current: Buffer.alloc(32, 9), ...ids });
    expect(after.id('zhz', 'message', 'x')).toBe(before.id('zhz', 'message', 'x'));
  });
});
