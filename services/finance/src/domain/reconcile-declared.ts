import type { DecidedLine } from '@regieboek/events';
import type { DeclarationHistory, RegionHistory } from '@regieboek/journal';
import { monthOf, toDay, type Day, type Month } from '@regieboek/kernel';
import { codesIn, type CodeIn } from './reconcile-codes.js';
import type { MonthRange } from './month-range.js';

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

const inRange = (month: Month, { from, to }: MonthRange): boolean => from <= month && month <= to;

/** Month that a line is about, or null when its period is not within one month (OP367). */
export function monthOfLine(line: { readonly from: string; readonly to: string }): Month | null {
  const [from, to]: [Day, Day] = [toDay(line.from), toDay(line.to)];
  return from <= to && monthOf(from) === monthOf(to) ? monthOf(from) : null;
}

/** Lines of a declaration that concern some months: by their own period, or because it is about one of them. */
const linesOf = (
  { stream, head, lines }: DeclarationHistory,
  { sequence, codeIn }: { readonly sequence: number; readonly codeIn: CodeIn },
  range: MonthRange,
): readonly DeclaredLine[] =>
  lines.flatMap((line) => {
    const month = monthOfLine(line);
    const concerns = inRange(head.period, range) || (month !== null && inRange(month, range));
    const { provider, period } = head;
    const municipality = codeIn(head.municipality, month ?? period);
    return concerns ? [{ ...line, provider, municipality, declaration: stream, period, sequence }] : [];
  });

/** Lines of the concluded declarations that concern some months, in the order in which the declarations came. */
export function declaredLines(history: RegionHistory, range: MonthRange): DeclaredLine[] {
  const codeIn = codesIn(history);
  return [...history.declarations.values()].flatMap((declaration, sequence) =>
    declaration.outcome ? linesOf(declaration, { sequence, codeIn }, range) : [],
  );
}
