import type { FileReport, Finding } from '@regieboek/ijw';
import type { Language } from '@regieboek/kernel';
import { ijwTexts } from './texts.js';

/** Type and verdict of a file in one line: `a.xml: JW323: 2 faults at level 2`. */
export function verdict(file: string, { message, level, findings }: FileReport, language: Language): string {
  const { noFaults, faults, noMessage } = ijwTexts[language];
  const outcome = level === null ? noFaults : faults(findings.length, level);
  return `${file}: ${message ?? noMessage}: ${outcome}`;
}

/** A line per finding: place, rule, code, and the Dutch sentence with the remedy. */
export const findingLines = (findings: readonly Finding[], language: Language): string[] =>
  findings.map(({ rule, code, path, text, line }) => {
    const place = line > 0 ? `${ijwTexts[language].line(line)} ${path}` : path;
    return `  ${place}: ${rule}${code === null ? '' : ` (${code})`}: ${text}`;
  });
