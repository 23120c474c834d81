import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Faults, limits } from '@regieboek/kernel';
import { bounded, listed } from './bounded.js';
import { preferredLanguage } from '../requests/accepted.js';
import { maskedFaults, Problem } from './problem.js';

const BSN = '999900006';
const faultsFrom = (count: number) => Array.from({ length: count }, (_, n) => ({ place: `/${n}`, text: 'is wrong' }));

describe('a problem', () => {
  it('has a type, the title of its status, and no faults when there are none', () => {
    expect(new Problem(409, 'in-use', 'it is in use').details()).toEqual({
      type: 'urn:regieboek:problem:in-use',
      title: 'Conflict',
      status: 409,
      detail: 'it is in use',
    });
    expect(new Problem(599, 'odd', 'odd').details().title).toBe('Error');
  });

  it('never shows a citizen service number, wherever a text holds it', () => {
    const holding = fc.tuple(fc.constantFrom('', 'client ', '/youths/', 'x:'), fc.constantFrom('', ' is odd', '/a'));
    fc.assert(
      fc.property(holding, fc.constantFrom(BSN, '9999 00 006', '999.900.006', '９９９９０００06'), ([a, z], bsn) => {
        const text = `${a}${bsn}${z}`;
        const details = new Problem(400, 'odd', text, [{ place: text, text }]).details();
        for (const shown of [details.detail, details.faults?.[0]?.place, details.faults?.[0]?.text])
          expect(String(shown).normalize('NFKC').replaceAll(/\D/g, '')).not.toContain(BSN);
      }),
      { seed: 48, numRuns: 60 },
    );
  });

  it('about open items names them as they are: they are to be found in the ledger', () => {
    const { detail, faults } = new Problem(409, 'open-items', BSN, [{ place: BSN, text: BSN }]).details();
    expect([detail, faults]).toEqual([BSN, [{ place: BSN, text: BSN }]]);
  });

  it('names a thousand faults and counts the rest', () => {
    const { faults } = new Problem(400, 'invalid-input', 'no', faultsFrom(limits.faults + 3));
    expect([faults.length, faults.at(-1)?.text]).toEqual([limits.faults + 1, 'and 3 more: repair these first']);
  });
});

describe('faults', () => {
  it('are kept as they are without a number in them', () => {
    expect(maskedFaults(faultsFrom(3))).toEqual(faultsFrom(3));
    expect(maskedFaults([{ place: `/${BSN}`, text: `of ${BSN}` }])).toEqual([
      { place: '/#########', text: 'of #########' },
    ]);
  });

  it('up to the limit are all made, above it only those that are shown', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, limits.faults - 1, limits.faults, limits.faults + 1, 5_000), (count) => {
        let made = 0;
        const faults = bounded(faultsFrom(count), (fault) => {
          made += 1;
          return fault;
        });
        expect(made).toBe(Math.min(count, limits.faults));
        expect(faults).toHaveLength(made + (count > limits.faults ? 1 : 0));
        const collected = new Faults<{ place: string; text: string }>();
        collected.add(...faultsFrom(count));
        expect(listed(collected)).toEqual(faults);
      }),
      { seed: 49, numRuns: 12 },
    );
  });
});

describe('a problem for a client that prefers Dutch', () => {
  const refused = new Problem(400, 'invalid-input', { en: 'the file is wrong', nl: 'het bestand klopt niet' }, [
    { place: 'line 3', text: 'is missing: add it' },
  ]);

  it('is in Dutch, with its faults', () => {
    expect(refused.details(refused.languageFor('nl'))).toMatchObject({
      detail: 'het bestand klopt niet',
      faults: [{ place: 'regel 3', text: 'ontbreekt: vul het aan' }],
    });
  });

  it('stays English as a whole where it has no Dutch', () => {
    const english = new Problem(404, 'not-found', 'there is no such line');
    expect([english.languageFor('nl'), english.details(english.languageFor('nl')).detail]).toEqual([
      'en',
      'there is no such line',
    ]);
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
    ['en-GB,nl;q=0.5', 'en'],
    ['de', 'en'],
    ['*', 'en'],
  ])('for Accept-Language %s is %s', (accept, language) => {
    expect(preferredLanguage(accept)).toBe(language);
  });
});
