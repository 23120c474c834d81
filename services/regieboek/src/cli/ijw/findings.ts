import type { FileReport, Finding } from '@regieboek/ijw';

const plural = (count: number): string => (count === 1 ? '1 fault' : `${count} faults`);

/** Type and verdict of a file in one line: `a.xml: JW323: 2 faults at level 2`. */
export function verdict(file: string, { message, level, findings }: FileReport): string {
  const outcome = level === null ? 'no faults' : `${plural(findings.length)} at level ${level}`;
  return `${file}: ${message ?? 'no iJw message'}: ${outcome}`;
}

/** A line per finding: place, rule, code, and the Dutch sentence with the remedy. */
export const findingLines = (findings: readonly Finding[]): string[] =>
  findings.map(({ rule, code, path, text, line }) => {
    const place = line > 0 ? `line ${line} ${path}` : path;
    return `  ${place}: ${rule}${code === null ? '' : ` (${code})`}: ${text}`;
  });
