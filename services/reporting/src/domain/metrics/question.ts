import type { CalendarDate } from '@regieboek/kernel';

/** Ways to divide a figure, in the order in which they are listed. */
export const cuts = ['municipality', 'provider', 'form', 'product', 'age', 'year'] as const;

/** A way to divide a figure: one value per municipality, provider, form of care, product, class of age or calendar year. */
export type Cut = (typeof cuts)[number];

/** A period, and how the figure is divided. */
export interface FigureQuestion {
  readonly from: CalendarDate;
  /** Last day; days after the last day that is seen do not count. */
  readonly to: CalendarDate;
  readonly by?: Cut;
}
