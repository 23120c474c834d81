import { describe, expect, it } from '@jest/globals';
import type { Explanation } from '@regieboek/finance';
import { fromDay, toDay } from '@regieboek/kernel';
import { factInWords } from './fact-in-words.js';

type Used = Explanation['facts'][number];

const day = (text: string) => fromDay(toDay(text));
const span = { from: day('2025-02-11'), to: null };
const municipality = '0512';

const facts: [string, NonNullable<Used['fact']>, string][] = [
  [
    'a registration',
    {
      id: 'f',
      kind: 'registration',
      address: 'woonadres',
      municipality,
      from: day('2012-05-21'),
      to: day('2025-02-10'),
    },
    'inschrijving BRP, woonadres, gemeente 0512, vanaf 2012-05-21 tot en met 2025-02-10',
  ],
  [
    'a registration abroad',
    { id: 'f', kind: 'registration', address: 'buitenland', municipality: null, ...span },
    'inschrijving BRP, buitenland, geen gemeente, vanaf 2025-02-11',
  ],
  [
    'the mother at birth',
    { id: 'f', kind: 'mother-at-birth', municipality },
    'inschrijving van de moeder bij de geboorte, gemeente 0512',
  ],
  [
    'custody',
    { id: 'f', kind: 'custody', holder: 'GI', municipality: null, ...span },
    'gezag, GI, geen gemeente, vanaf 2025-02-11',
  ],
  [
    'a stay',
    { id: 'f', kind: 'actual-stay', municipality, ...span },
    'werkelijk verblijf, gemeente 0512, vanaf 2025-02-11',
  ],
  ['a request', { id: 'f', kind: 'request', on: day('2025-02-11') }, 'hulpvraag, 2025-02-11'],
  [
    'care',
    { id: 'f', kind: 'care', form: 'pleegzorg', provider: '99990007', regular: false, jjiLinked: false, ...span },
    'zorg, pleegzorg, 99990007, vanaf 2025-02-11',
  ],
  [
    'a decision',
    { id: 'f', kind: 'decision', ground: 'bindend advies', municipality, ...span },
    'besluit, bindend advies, gemeente 0512, vanaf 2025-02-11',
  ],
];

describe('a fact behind an explanation', () => {
  it.each(facts)('reads as words: %s', (_, fact, text) => {
    expect(factInWords({ id: 'f', fact, recordedOn: '2025-03-01' }, 'nl')).toBe(`${text}, bekend sinds 2025-03-01 [f]`);
  });

  it('reads in English too', () => {
    const fact = { id: 'f', kind: 'actual-stay', municipality, from: span.from, to: span.from } as const;
    expect(factInWords({ id: 'f', fact, recordedOn: null }, 'en')).toBe(
      'actual stay, municipality 0512, from 2025-02-11 up to and including 2025-02-11 [f]',
    );
  });

  it('from messages is named by its content', () => {
    const named = (id: string) => factInWords({ id, fact: null, recordedOn: null }, 'nl');
    expect(named('care:99990007#102')).toBe('zorg volgens start- en stopberichten 99990007#102');
    expect(named('assignment:102')).toBe('toewijzing 102');
    expect(named('b1')).toBe('b1');
  });
});
