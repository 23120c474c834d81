import type { DeclarationHistory, RegionHistory } from '@regieboek/journal';
import { monthOf, toDay, type Day, type Month } from '@regieboek/kernel';
import type { MonthRange } from '../../src/domain/runs/month-range.js';
import { codesIn, type CodeIn } from '../../src/domain/reconciliation/codes.js';
import type { DeclaredLine } from '../../src/domain/reconciliation/declared/declared.js';

/** Month that a line is about, or null when its period is not within one month (OP367). */
export function monthOfLine(line: { readonly from: string; readonly to: string }): Month | null {
  const [from, to]: [Day, Day] = [toDay(line.from), toDay(line.to)];
  return from <= to && monthOf(from) === monthOf(to) ? monthOf(from) : null;
}

const inRange = (month: Month, { from, to }: MonthRange): boolean => from <= month && month <= to;

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
