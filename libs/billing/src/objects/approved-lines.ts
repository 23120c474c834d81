import type { DecidedLine } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import type { RegionHistory } from '@regieboek/journal';

/** An approved line with the declaration around it. */
export interface ApprovedDeclaredLine {
  readonly line: DecidedLine;
  readonly provider: string;
  /** Municipality (CBS code) that received the declaration. */
  readonly payer: string;
}

/**
 * Approved lines by youth, in order of reception: those of the selected declarations of a month, or of all known declarations.
 * A partly decided declaration has no outcome, so no lines.
 */
export function approvedByYouth(
  { declarations, elsewhere }: RegionHistory,
  month?: Month,
): Map<string, ApprovedDeclaredLine[]> {
  const byYouth = new Map<string, ApprovedDeclaredLine[]>();
  const others = month === undefined ? elsewhere.values() : [];
  for (const { head, lines, outcome } of [...others, ...declarations.values()]) {
    if (!outcome || (month !== undefined && head.period !== month)) continue;
    for (const line of lines) {
      if (line.codes.length > 0 || line.youth === null) continue;
      const own = byYouth.get(line.youth) ?? [];
      byYouth.set(line.youth, own);
      own.push({ line, provider: head.provider, payer: head.municipality });
    }
  }
  return byYouth;
}

/** True when a line reverses an earlier one: only a credit line names the line that it follows. */
export const isCredit = ({ previous }: DecidedLine): boolean => previous !== null;

/** Sign of the amount of a line, also of zero (A34). */
export const signOf = (line: DecidedLine): 1 | -1 => (line.cents < 0 || (line.cents === 0 && isCredit(line)) ? -1 : 1);
