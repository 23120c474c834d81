/** Random events of an invented region. */
import fc from 'fast-check';

/** Months of a region that things happen in. */
const MONTHS = 3;

/** An event of a region. Numbers choose among youths, months and days; `of` of a withdrawal among known facts. */
export type Happening =
  | {
      readonly what: 'moves';
      readonly youth: number;
      readonly to: '0505' | '0512' | null;
      readonly month: number;
      readonly day: number;
    }
  | { readonly what: 'withdraws'; readonly youth: number; readonly of: number }
  | {
      readonly what: 'starts';
      readonly youth: number;
      readonly code: string;
      readonly month: number;
      readonly day: number;
    }
  | {
      readonly what: 'stays';
      readonly youth: number;
      readonly month: number;
      readonly day: number;
      readonly days: number;
    }
  | {
      readonly what: 'declares';
      readonly lines: readonly Declared[];
      readonly month: number;
      readonly payer: string;
      readonly concludes: boolean;
    }
  | { readonly what: 'pays'; readonly cents: number; readonly month: number; readonly payer: string }
  | { readonly what: 'agrees'; readonly yearlyCents: number }
  | { readonly what: 'tolerates'; readonly days: number };

/** A declared line: over a whole month of care, of one youth. */
export interface Declared {
  readonly youth: number;
  readonly code: string;
  readonly careMonth: number;
  readonly cents: number;
}

const youth = fc.integer({ min: 1, max: 3 });
const month = fc.integer({ min: 0, max: MONTHS - 1 });
const day = fc.integer({ min: 1, max: 28 });
const code = fc.constantFrom('45A04', '44A09');
const municipality = fc.constantFrom('0505' as const, '0512' as const);

const declared: fc.Arbitrary<Declared> = fc.record({
  youth,
  code,
  careMonth: month,
  cents: fc.integer({ min: -100_003, max: 100_003 }),
});

/** Anything that can happen. */
export const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('moves' as const), youth, to: fc.option(municipality), month, day }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('withdraws' as const), youth, of: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('starts' as const), youth, code, month, day }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('stays' as const),
      youth,
      month,
      day,
      days: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('declares' as const),
      lines: fc.array(declared, { minLength: 1, maxLength: 4 }),
      month,
      payer: municipality,
      concludes: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('pays' as const),
      cents: fc.integer({ min: 1, max: 100_003 }),
      month,
      payer: municipality,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('agrees' as const), yearlyCents: fc.integer({ min: 0, max: 99_999 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('tolerates' as const), days: fc.integer({ min: 0, max: 14 }) }),
  },
);
