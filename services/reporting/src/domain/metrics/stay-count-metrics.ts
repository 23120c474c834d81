import { toDay } from '@regieboek/kernel';
import type { Metric } from './metric.js';
import { figuresBy } from './figures-by.js';

/** Stays by their named definitions: one region gives different counts under each. */
export const stayCountMetrics: readonly Metric[] = [
  {
    key: 'stays-started-by-chain',
    name: { nl: 'Begonnen verblijven, per keten', en: 'Stays begun, by chain' },
    definition: {
      nl: 'Ketens van aansluitende verblijven (eenmaal van huis) waarvan de eerste dag in de periode valt.',
      en: 'Chains of adjoining stays (once away from home) whose first day is in the period.',
    },
    unit: 'count',
    grain: 'chain of adjoining stays of a youth, of any form and provider',
    formula: 'count of chains with from <= first day <= to',
    source: 'Jeugdwet art. 1.1 (woonplaatsbeginsel, WPB-K1)',
    cuts: ['municipality', 'provider', 'form', 'product', 'age', 'year'],
    vector: {
      given: {
        from: '2025-01-01',
        to: '2025-12-31',
        stays: [
          { from: '2025-01-10', to: '2025-02-01' },
          { from: '2025-02-01', to: '2025-03-01', provider: '99990002' },
          { from: '2025-06-01' },
          { youth: 'b', from: '2024-12-31', to: '2025-01-05' },
        ],
      },
      expected: [{ of: null, value: 2 }],
    },
    measure({ stays }, question) {
      const [from, to] = [toDay(question.from), toDay(question.to)];
      const begun = stays.filter((stay) => from <= stay.from && stay.from <= to);
      return figuresBy(question.by, begun, (own) => ({ value: own.length, basis: own.length }));
    },
  },
];
