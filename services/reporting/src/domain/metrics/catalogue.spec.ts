import { describe, expect, it } from '@jest/globals';
import { metrics } from './catalogue.js';
import { factsFrom, questionOf } from './given-facts.js';

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

describe('figures by name', () => {
  it.each(metrics)('$key gives the outcome of its example', ({ vector: { given, expected }, measure }) => {
    const figures = measure(factsFrom(given), questionOf(given));
    expect(figures.map(({ of, value }) => ({ of, value: rounded(value) }))).toEqual(expected);
  });

  it('have names of lower-case words, each once', () => {
    const keys = metrics.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  });
});
