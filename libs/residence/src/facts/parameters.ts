import { type Day, toDay } from '@regieboek/kernel';
import { mergers, mergerTable, type MergerTable } from './mergers.js';

/** Choices of a region where the law leaves room. */
export interface Parameters {
  /** Stays at most this many days apart are one chain (WPB-K2); 0: adjoining only. */
  readonly gapToleranceDays: number;
  /** Whether regular respite (logeren) is a stay (`chain`) or help at home (`ambulant`) (WPB-K3). */
  readonly partTimeStayPolicy: 'chain' | 'ambulant';
  /** First day on which a Wlz stay counts as a stay (WPB-K1). */
  readonly wlzStayFrom: Day;
  readonly mergers: MergerTable;
}

/**
 * Parameters of a region that made no choices. Jeugdwet art. 1.1 names Wlz stays in its text of 1 January 2025; the
 * exact first day of that clause was not found.
 */
export const defaultParameters: Parameters = {
  gapToleranceDays: 0,
  partTimeStayPolicy: 'chain',
  wlzStayFrom: toDay('2025-01-01'),
  mergers: mergerTable(mergers),
};
