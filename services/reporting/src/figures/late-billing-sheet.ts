import type { Language } from '@regieboek/kernel';
import type { Sheet, SheetColumn } from '@regieboek/sheets';
import type { LateBilling } from '../domain/late-billing/late-billing.js';
import type { MadeLateBilling } from '../queries/get-late-billing.js';

const headings = {
  nl: {
    ...{ sheet: 'late declaraties', month: 'zorgmaand', ages: 'declaratiemaanden gezien', declared: 'gedeclareerd' },
    ...{ expected: 'verwacht', low: 'ondergrens 95 %', high: 'bovengrens 95 %', total: 'totaal' },
  },
  en: {
    ...{ sheet: 'late billing', month: 'month of care', ages: 'months of declaration seen', declared: 'declared' },
    ...{ expected: 'expected', low: 'low 95 %', high: 'high 95 %', total: 'total' },
  },
} as const;

const amountsOf = ({ declaredCents, expectedCents, lowCents, highCents }: LateBilling['total']): number[] => [
  ...[declaredCents, expectedCents, lowCents, highCents],
];

/** Amounts still to be declared as a sheet, a row per month of care. */
export function lateBillingSheet({ lateBilling: { months, total } }: MadeLateBilling, language: Language): Sheet {
  const texts = headings[language];
  const money = (key: 'declared' | 'expected' | 'low' | 'high'): SheetColumn => ({
    ...{ key: `${key}Cents`, heading: texts[key], kind: 'money' },
  });
  return {
    name: texts.sheet,
    columns: [
      { key: 'month', heading: texts.month, kind: 'text' },
      { key: 'ages', heading: texts.ages, kind: 'integer' },
      ...[money('declared'), money('expected'), money('low'), money('high')],
    ],
    rows: months.map(({ month, ages, ...amounts }) => [month, ages, ...amountsOf(amounts)]),
    totals: [[texts.total, null, ...amountsOf(total)]],
  };
}
