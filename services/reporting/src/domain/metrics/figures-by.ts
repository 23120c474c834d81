import { civil } from '@regieboek/kernel';
import type { Cut, Figure } from './metric.js';
import type { Stay } from './region-facts.js';

const unknown = 'unknown';

/** Whole years on a day. */
function ageOn(birth: number, day: number): number {
  const [born, now] = [civil(birth), civil(day)];
  const hadBirthday = now.month > born.month || (now.month === born.month && now.dayOfMonth >= born.dayOfMonth);
  return now.year - born.year - (hadBirthday ? 0 : 1);
}

/** Classes of age on the first day of a stay, as in the tables of CBS; the last includes extended help. */
const ages: readonly (readonly [below: number, name: string])[] = [
  [4, '0-3'],
  [8, '4-7'],
  [12, '8-11'],
  [18, '12-17'],
  [Infinity, '18+'],
];

const valueOf: Readonly<Record<Cut, (stay: Stay) => string>> = {
  municipality: ({ municipality }) => municipality ?? unknown,
  provider: ({ parts }) => parts[0]?.provider ?? unknown,
  form: ({ parts }) => parts[0]?.form ?? unknown,
  product: ({ parts }) => parts[0]?.product ?? unknown,
  age: ({ birth, from }) => ages.find(([below]) => ageOn(birth, from) < below)?.[1] ?? unknown,
  year: ({ from }) => String(civil(from).year),
};

/** Stays by the value of a cut, in order of value: provider, form and product are those of the first part of a chain. */
export const staysBy = (by: Cut, stays: readonly Stay[]): [string, Stay[]][] =>
  [...Map.groupBy(stays, valueOf[by])].sort(([a], [b]) => (a < b ? -1 : 1));

/** A figure of all stays, or one for every value of a cut. */
export const figuresBy = (
  by: Cut | undefined,
  stays: readonly Stay[],
  figureOf: (stays: readonly Stay[]) => Omit<Figure, 'of'>,
): Figure[] =>
  by === undefined
    ? [{ of: null, ...figureOf(stays) }]
    : staysBy(by, stays).map(([of, own]) => ({ of, ...figureOf(own) }));
