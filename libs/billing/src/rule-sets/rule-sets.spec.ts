import { describe, expect, it } from '@jest/globals';
import { monthOf, toDay } from '@regieboek/kernel';
import type { RuleSet } from './rule-set.js';
import { RuleSets, ruleSets, UnknownRuleSet } from './rule-sets.js';
import { version2025 } from './version-2025.js';

const of = (version: string, from: string | null): RuleSet => ({
  ...version2025,
  version,
  from: from === null ? null : toDay(from),
  description: version,
});
const month = (text: string) => monthOf(toDay(`${text}-01`));

describe('rule sets', () => {
  const sets = new RuleSets([of('b', '2025-02-01'), of('a', '2015-01-01'), of('c', '2025-03-02')]);

  it('apply to months from their first day on, in any order', () => {
    expect(
      ['2014-12', '2025-01', '2025-02', '2025-03', '2025-04'].map((one) => sets.inForce(month(one)).version),
    ).toEqual(['a', 'a', 'b', 'b', 'c']);
    expect(sets.all.map(({ version }) => version)).toEqual(['a', 'b', 'c']);
  });

  it('are found by name; an unknown one is refused with the known names', () => {
    expect(sets.named('b').version).toBe('b');
    expect(() => sets.named('d')).toThrow(UnknownRuleSet);
    expect(() => sets.named('d')).toThrow('known rule sets: a, b, c');
  });

  it('each have a name and a first day of their own', () => {
    expect(() => new RuleSets([])).toThrow(RangeError);
    expect(() => new RuleSets([of('a', '2015-01-01'), of('a', '2016-01-01')])).toThrow(RangeError);
    expect(() => new RuleSets([of('a', '2015-01-01'), of('b', '2015-01-01')])).toThrow(RangeError);
  });

  it('of the product cover every month since the Jeugdwet', () => {
    expect(ruleSets.inForce(month('2015-01')).version).toBe('2025.1');
    const inForce = ruleSets.all.filter(({ from }) => from !== null);
    expect(ruleSets.inForce(month('2040-01')).version).toBe(inForce.at(-1)?.version);
  });

  it('without a first day apply only when named', () => {
    const named = new RuleSets([of('a', '2015-01-01'), of('what-if', null), of('b', '2025-01-01'), of('other', null)]);
    expect(['2015-01', '2040-01'].map((one) => named.inForce(month(one)).version)).toEqual(['a', 'b']);
    expect(named.named('what-if').version).toBe('what-if');
    expect(named.all.map(({ version }) => version)).toEqual(['a', 'b', 'what-if', 'other']);
    expect(() => new RuleSets([of('what-if', null)])).toThrow(RangeError);
  });
});
