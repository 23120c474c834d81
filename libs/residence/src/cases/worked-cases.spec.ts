import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { resolveCases, type CaseInterval } from './cases.js';

/**
 * Worked cases of the residence principle, kept beside the repository; without the file only the specs of the rules
 * run.
 */
const file = fileURLToPath(new URL('../../../../../shared/domain/residence-cases.json', import.meta.url));

interface Expected {
  readonly id: string;
  readonly expected: readonly (CaseInterval & { also?: unknown })[];
  readonly expectedPayer?: readonly CaseInterval[];
  readonly review?: boolean;
}

const plain = ({ from, to, gemeentecode, rule, chainStart }: CaseInterval) => ({
  from,
  to,
  gemeentecode,
  rule,
  ...(chainStart === undefined ? {} : { chainStart }),
});

function checkAll(): void {
  const json = JSON.parse(readFileSync(file, 'utf8')) as { cases: Expected[] };
  const resolved = new Map(resolveCases(json).map((each) => [each.id, each]));

  it('are all answered', () => {
    expect(resolved.size).toBe(json.cases.length);
    expect(resolved.size).toBeGreaterThanOrEqual(41);
  });

  it.each(json.cases.map((each) => [each.id, each] as const))('%s has the worked answer', (id, expected) => {
    const actual = resolved.get(id);
    expect(actual?.intervals.map(plain)).toEqual(expected.expected.map(plain));
    if (expected.review) expect(actual?.intervals.some(({ review }) => review)).toBe(true);
    expect(actual?.payer?.map(plain)).toEqual(expected.expectedPayer?.map(plain));
  });

  it('have the same answer without their expected values', () => {
    const facts = json.cases.map((each) =>
      Object.fromEntries(Object.entries(each).filter(([field]) => !/^(expected|review)/.test(field))),
    );
    expect(resolveCases(facts)).toEqual([...resolved.values()]);
  });

  it('resolve two thousand at a time', () => {
    const many = Array.from({ length: 2000 }, (_, index) => json.cases[index % json.cases.length]);
    expect(resolveCases({ cases: many })).toHaveLength(2000);
  });
}

function noteAbsence(): void {
  it('are read from beside the repository', () => expect(file).toMatch(/shared\/domain\/residence-cases\.json$/));
}

describe('the worked cases', existsSync(file) ? checkAll : noteAbsence);
