import type { DecidedLine } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';

/** A declared line with where it stands. */
export interface DeclaredLine extends DecidedLine {
  readonly provider: string;
  /** Municipality that the declaration was sent to, under its code of the month (WPB-M1). */
  readonly municipality: string;
  /** Stream of the declaration, and the month that it is about (DeclaratiePeriode). */
  readonly declaration: string;
  readonly period: Month;
  /** Place of the declaration among those of the region: which of two equal lines came first. */
  readonly sequence: number;
}
