import { describe, expect, it } from '@jest/globals';
import type { SegmentEntry } from '../files/manifest.js';
import { encodedNames } from '../files/names-file.js';
import { namesToBuild, namesToRead } from './region-names.js';

const DECLARATIONS = 200_000;

const entry: SegmentEntry = {
  after: 0,
  upTo: 3 * DECLARATIONS,
  folder: 'segment-1',
  firstYouth: 0,
  youths: 0,
  leastYouth: 0,
  endYouth: 0,
  lastId: '',
  recordedTo: '',
  files: {},
  hash: '',
};

describe('the names of a segment', () => {
  it('are read as written, also for hundreds of thousands of declarations and for words with half a surrogate pair', () => {
    const places = Array.from({ length: DECLARATIONS }, (_, index) => index);
    const written = {
      words: ['0505', '\ud800', '\ud801', 'é"\\'],
      declarations: places.map((index) => `zhz.declaration-${index}`),
      periods: places.map((index) => `2025-0${1 + (index % 9)}`),
      providers: places.map((index) => index % 4),
      payers: places.map((index) => (index + 1) % 4),
    };
    const bytes = encodedNames(written);
    for (const names of [namesToBuild([entry], () => bytes), namesToRead([entry], () => bytes)]) {
      expect(written.words.map((_, number) => names.words.text(number))).toEqual(written.words);
      expect([names.words.find('\ud801'), names.words.find('')]).toEqual([2, undefined]);
      expect(names.declarations.size).toBe(DECLARATIONS);
      const { periods, providers, payers } = names;
      expect({ periods, providers, payers }).toEqual({
        periods: written.periods,
        providers: written.providers,
        payers: written.payers,
      });
    }
  });
});
