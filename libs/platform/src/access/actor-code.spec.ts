import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localActor, type Actor } from '@regieboek/access';
import { holdsBsn } from '@regieboek/kernel';
import { cipherWith } from '../secrets/cipher.js';
import { asActor, underRequest } from '../logging/request-context.js';
import { actorCode, authorNow } from './actor-code.js';

const cipher = cipherWith(Buffer.alloc(32, 7));
const codeOf = (actor: Actor): string => actorCode(actor, cipher);

const person = (subject: string, issuer = 'https://idp.example'): Actor => ({
  ...{ subject, issuer, kind: 'person', grants: [] },
});

describe('the code of an actor', () => {
  it('names nobody and holds no number, is short, and is the same every time, for any subject', () => {
    const subjects = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.emailAddress(), fc.uuid());
    fc.assert(
      fc.property(subjects, fc.webUrl(), (subject, issuer) => {
        const code = codeOf(person(subject, issuer));
        expect(code).toMatch(/^(u-[a-p]{24}|[0-9a-f-]{36})$/);
        expect(holdsBsn(code)).toBe(false);
        expect(codeOf(person(subject, issuer))).toBe(code);
        if (code.startsWith('u-')) expect(codeOf(person(`${subject}.`, issuer))).not.toBe(code);
      }),
      { seed: 289, numRuns: 300 },
    );
  });

  it('is not a UUID whose digits can be those of a citizen service number', () => {
    expect(codeOf(person('a9999000-06ab-4abc-8abc-abcdefabcdef'))).toMatch(/^u-/);
  });
});

describe('the code of a subject that may be a name', () => {
  it('cannot be tested against names without the key of the vault', () => {
    const jan = person('jan.jansen@example.org');
    const plain = createHash('sha256').update(`${jan.issuer}\n${jan.subject}`).digest('hex').slice(0, 24);
    const letters = plain.replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
    expect(codeOf(jan)).not.toBe(`u-${letters}`);
    expect(codeOf(jan)).not.toBe(actorCode(jan, cipherWith(Buffer.alloc(32, 8))));
  });
});

describe('the author of what is recorded now', () => {
  it('is the sender who is logged in, whatever the request says', () => {
    const actor = { ...person('jan.jansen'), code: 'u-code' };
    expect(asActor(actor, () => authorNow('somebody else'))).toBe('u-code');
    expect(asActor({ ...actor, kind: 'machine' }, () => authorNow(undefined))).toBe('u-code');
    expect(() => asActor(person('jan.jansen'), () => authorNow('4711'))).toThrow(TypeError);
  });

  it('is named by the request when the user of this machine sends it', () => {
    expect(asActor(localActor, () => authorNow('4711'))).toBe('4711');
    expect(authorNow('4711')).toBe('4711');
  });

  it('is asked for where nobody names one', () => {
    expect(() => asActor(localActor, () => authorNow(undefined))).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        kind: 'invalid',
        faults: [{ place: '/by', text: expect.any(String) }],
      }),
    );
  });

  it('is never the process itself for a request whose sender nobody knows', () => {
    expect(() => underRequest('r', () => authorNow('4711'))).toThrow(expect.objectContaining({ status: 401 }));
  });
});
