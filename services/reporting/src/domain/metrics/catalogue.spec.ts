import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { metrics } from './catalogue.js';
import { metricDescriptions } from './description.js';
import { factsFrom, questionOf } from '../../../test/example-facts.js';

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

describe('figures by name', () => {
  it.each(metrics)('$key gives the outcome of its example', ({ vector: { given, expected }, measure }) => {
    const figures = measure(factsFrom(given), questionOf(given));
    expect(figures.map(({ of, value }) => ({ of, value: rounded(value) }))).toEqual(expected);
  });

  it('are those of docs/metrics.json, which npm run metrics writes', () => {
    const file = join(import.meta.dirname, '..', '..', '..', '..', '..', 'docs', 'metrics.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(metricDescriptions())));
  });

  it.each(metrics)('$key counts no observation twice under any cut', ({ cuts, vector: { given }, measure }) => {
    const [facts, { from, to }] = [factsFrom(given), questionOf(given)];
    const whole = measure(facts, { from, to })[0]?.basis;
    for (const by of cuts)
      expect(measure(facts, { from, to, by }).reduce((sum, { basis }) => sum + basis, 0)).toBe(whole);
  });

  it('have names of lower-case words, each once', () => {
    const keys = metrics.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  });
});
