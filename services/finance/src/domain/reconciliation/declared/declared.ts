import type { DecidedLine } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';

/** A declared line with its place in the log. */
export interface DeclaredLine extends DecidedLine {
  readonly provider: string;
  /** Municipality that the declaration was sent to, under its code of the month (WPB-M1). */
  readonly municipality: string;
  /** Stream of the declaration, and its month (DeclaratiePeriode). */
  readonly declaration: string;
  readonly period: Month;
  /** Number of the declaration within the region: decides which of two equal lines came first. */
  readonly sequence: number;
}
