import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localActor, type Actor } from '@regieboek/access';
import { holdsBsn } from '@regieboek/kernel';
import { asActor, underRequest } from '../logging/request-context.js';
import { actorCode, authorNow } from './actor-code.js';

const person = (subject: string, issuer = 'https://idp.example'): Actor => ({
  ...{ subject, issuer, kind: 'person', grants: [] },
});

describe('the code of an actor', () => {
  it('names nobody and holds no number, is short, and is the same every time, for any subject', () => {
    const subjects = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.emailAddress(), fc.uuid());
    fc.assert(
      fc.property(subjects, fc.webUrl(), (subject, issuer) => {
        const code = actorCode(person(subject, issuer));
        expect(code).toMatch(/^(u-[a-p]{24}|[0-9a-f-]{36})$/);
        expect(holdsBsn(code)).toBe(false);
        expect(actorCode(person(subject, issuer))).toBe(code);
        if (code.startsWith('u-')) expect(actorCode(person(`${subject}.`, issuer))).not.toBe(code);
      }),
      { seed: 289, numRuns: 300 },
    );
  });

  it('is not a UUID whose digits can be those of a citizen service number', () => {
    expect(actorCode(person('a9999000-06ab-4abc-8abc-abcdefabcdef'))).toMatch(/^u-/);
  });
});

describe('the author of what is recorded now', () => {
  it('is the sender who is logged in, whatever the request says', () => {
    const actor = person('jan.jansen');
    expect(asActor(actor, () => authorNow('somebody else'))).toBe(actorCode(actor));
    expect(asActor({ ...actor, kind: 'machine' }, () => authorNow(undefined))).toBe(actorCode(actor));
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
