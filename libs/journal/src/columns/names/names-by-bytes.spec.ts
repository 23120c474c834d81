import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDay, toDay } from '@regieboek/kernel';
import { JsonBytes } from '../scan/json-bytes.js';
import { Dictionary } from './dictionary.js';
import { NamesByBytes } from './names-by-bytes.js';

/** A text in the midst of others, and where it stands. */
function placed(text: string, before: string) {
  const json = new JsonBytes();
  const bytes = new TextEncoder().encode(`${before}${text}${'x'.repeat(40)}`);
  json.begin(bytes);
  return [json, { from: before.length, to: before.length + text.length }] as const;
}

const before = fc.stringMatching(/^[a-z"]{0,9}$/);

describe('a dictionary', () => {
  it('numbers texts in the order in which they first appear, for ever', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), (texts) => {
        const dictionary = new Dictionary(texts);
        const once = [...new Set(texts)];
        expect([dictionary.size, dictionary.since(0)]).toEqual([once.length, once]);
        for (const [number, text] of once.entries()) {
          expect([dictionary.numberOf(text), dictionary.find(text)]).toEqual([number, number]);
          expect(dictionary.text(number)).toBe(text);
          expect(dictionary.since(number)).toEqual(once.slice(number));
        }
      }),
      { seed: 121, numRuns: 100 },
    );
  });

  it('knows names that every object has only when they were added', () => {
    const dictionary = new Dictionary();
    expect(['constructor', '__proto__', ''].map((text) => dictionary.find(text))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(['__proto__', '', 'constructor'].map((text) => dictionary.numberOf(text))).toEqual([0, 1, 2]);
  });

  it('has no text for a number that it never gave, and says what to do', () => {
    const dictionary = new Dictionary(['a']);
    for (const number of [-1, 1, 0.5]) expect(() => dictionary.text(number)).toThrow(/rebuild the segments/);
  });
});

describe('a word by its bytes', () => {
  it('has the number that its text has, however often and in whatever memory it comes', () => {
    const word = fc.oneof(fc.constantFrom('45', '45A04', '0505', '99990001'), fc.stringMatching(/^[ -~]{0,12}$/));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, before), { maxLength: 60 }), (words) => {
        const [byBytes, byText] = [new Dictionary(), new Dictionary()];
        const names = new NamesByBytes(byBytes, new Dictionary());
        for (const [text, prefix] of words) expect(names.word(...placed(text, prefix))).toBe(byText.numberOf(text));
        expect(byBytes.since(0)).toEqual(byText.since(0));
      }),
      { seed: 122, numRuns: 80 },
    );
  });

  it('is told from others that share a place in memory with it', () => {
    const words = new Dictionary();
    const names = new NamesByBytes(words, new Dictionary());
    const texts = Array.from({ length: 5_000 }, (_, n) => n.toString(36));
    for (const text of [...texts, ...texts]) expect(words.text(names.word(...placed(text, '')))).toBe(text);
    expect(words.size).toBe(texts.length);
  });

  it('is another when zeros stand before it, or one is its beginning', () => {
    const names = new NamesByBytes(new Dictionary(), new Dictionary());
    const numbers = ['0505', '505', '00505', '05050', '', '0'].map((text) => names.word(...placed(text, '')));
    expect(new Set(numbers).size).toBe(6);
  });
});

describe('a day by its bytes', () => {
  it('has its number, again and again', () => {
    const names = new NamesByBytes(new Dictionary(), new Dictionary());
    const days = fc.integer({ min: toDay('0001-01-01'), max: toDay('9999-12-31') });
    fc.assert(
      fc.property(days, before, (day, prefix) => {
        for (let times = 0; times < 2; times += 1) expect(names.day(...placed(fromDay(day), prefix))).toBe(day);
      }),
      { seed: 123, numRuns: 1_000 },
    );
  });

  it('that does not exist stops the reader, every time', () => {
    const names = new NamesByBytes(new Dictionary(), new Dictionary());
    for (const text of ['2025-02-29', '2025-13-01', '0000-01-01', '2025-00-10', '2025-02-29'])
      expect(() => names.day(...placed(text, ''))).toThrow(RangeError);
    expect(names.day(...placed('2024-02-29', ''))).toBe(toDay('2024-02-29'));
  });
});

describe('a youth by its bytes', () => {
  it('has the number that its pseudonym has', () => {
    const ids = fc.sample(fc.uuid(), { seed: 124, numRuns: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ids), before), { maxLength: 80 }), (given) => {
        const [byBytes, byText] = [new Dictionary(), new Dictionary()];
        const names = new NamesByBytes(new Dictionary(), byBytes);
        for (const [id, prefix] of given) expect(names.youth(...placed(id, prefix))).toBe(byText.numberOf(id));
        expect(byBytes.since(0)).toEqual(byText.since(0));
      }),
      { seed: 125, numRuns: 50 },
    );
  });

  it.each([
    '8E1A4A36-6BD0-4AD0-8A05-000000000001',
    '8e1a4a36+6bd0-4ad0-8a05-000000000001',
    '8e1a4a3606bd0-4ad0-8a05-000000000001',
    '8e1a4a36-6bd0-4ad0-8a05-00000000000g',
    '8e1a4a36-6bd0-4ad0-8a05-00000000000-',
    ' e1a4a36-6bd0-4ad0-8a05-000000000001',
  ])('is none when that is no UUID in lower case: %s', (text) => {
    const youths = new Dictionary();
    expect(new NamesByBytes(new Dictionary(), youths).youth(...placed(text, ''))).toBe(-1);
    expect(youths.size).toBe(0);
  });
});
