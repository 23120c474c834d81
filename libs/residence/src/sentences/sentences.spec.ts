import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { reviewReasons, type RuleId } from '../law/rules.js';
import { explain, explainReview } from './sentences.js';
import { ruleSentences } from './rule-sentences.js';

const rules: readonly RuleId[] = [
  'WPB-O1',
  'WPB-2015-V1',
  'WPB-2015-V1b',
  'WPB-2015-V2',
  'WPB-2015-V3',
  'WPB-2015-V4',
  'WPB-2015-V5',
  'WPB-2015-U1',
  'WPB-2022-V1',
  'WPB-2022-V2',
  'WPB-2022-V2b',
  'WPB-2022-V3a',
  'WPB-2022-V3b',
  'WPB-2022-V4',
  'WPB-2022-U1',
  'WPB-P1',
];

const inChain = (rule: RuleId) => ({
  from: toDay('2023-03-01'),
  to: toDay('2023-04-30'),
  municipality: rule.endsWith('U1') ? null : '0748',
  rule,
  chainStart: toDay('2023-03-01'),
  referenceDay: toDay('2023-02-28'),
  facts: [],
});

describe('a sentence', () => {
  it.each(rules)('explains %s in two languages, with its municipality', (rule) => {
    const [nl, en] = [explain(inChain(rule), 'nl'), explain(inChain(rule), 'en')];
    expect(nl).not.toBe(en);
    for (const sentence of [nl, en]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(sentence.includes('0748')).toBe(!rule.endsWith('U1'));
      expect(sentence).not.toMatch(/undefined|null|onbekende dag|unknown day/);
    }
  });

  it('exists for every rule, and no two rules share one', () => {
    expect(Object.keys(ruleSentences).sort()).toEqual([...rules].sort());
    expect(new Set(rules.map((rule) => explain(inChain(rule), 'nl'))).size).toBe(rules.length);
    expect(new Set(reviewReasons.map((reason) => explainReview(reason, 'nl'))).size).toBe(19);
  });

  it('names the start of the chain and the reference day, and the municipality by name when one is given', () => {
    expect(explain(inChain('WPB-2022-V2'), 'nl', () => 'Bergen op Zoom')).toBe(
      'Gemeente Bergen op Zoom is verantwoordelijk, omdat de jeugdige op 28 februari 2023, de dag voor het ' +
        'aaneengesloten verblijf dat op 1 maart 2023 begon, daar een woonadres in de BRP had.',
    );
    expect(explain(inChain('WPB-2022-V3a'), 'en')).toContain(
      'on 28 February 2023, the day before the unbroken stay that began on 1 March 2023,',
    );
  });

  it('outside a chain states the day itself', () => {
    const { from, to, facts } = inChain('WPB-2022-V3a');
    const outside = { from, to, facts, municipality: '0748', rule: 'WPB-2022-V3a' } as const;
    expect(explain(outside, 'nl')).toContain('op de dag zelf geen vaststaand woonadres');
    expect(explain(outside, 'en')).toContain('on the day itself the youth had no undisputed home address');
  });

  it('for a payer names the municipality it has a claim on, or states that it is unknown', () => {
    expect(explain({ ...inChain('WPB-P1'), claimOn: '0777' }, 'nl')).toContain('(0777)');
    expect(explain({ ...inChain('WPB-P1'), claimOn: null }, 'en')).toContain('(not known yet)');
  });

  it.each(reviewReasons)('explains why %s needs review', (reason) => {
    const interval = { ...inChain('WPB-2022-V2'), review: [reason] };
    expect(explainReview(reason, 'nl')).toMatch(/^Beoordelen: .*\.$/);
    expect(explain(interval, 'en').endsWith(` ${explainReview(reason, 'en')}`)).toBe(true);
    expect(explainReview(reason, 'en')).toMatch(/^Review: .*\.$/);
  });
});
