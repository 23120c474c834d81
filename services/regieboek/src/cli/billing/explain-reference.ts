import { FindDeclaredLines, firstPartOf, type DeclaredLine } from '@regieboek/finance';
import type { Language } from '@regieboek/kernel';
import type { Ledger } from '../../process/ledger-as.js';
import { reasonLines } from '../refusals/refusal-lines.js';
import { refusalsTexts } from '../refusals/texts.js';

/** A declared line and its region. */
export interface FoundLine {
  readonly region: string;
  readonly line: DeclaredLine;
}

/** Provider and reference that a text can stand for: a reference alone, or the id of a billed line. */
function referencesIn(text: string): { readonly provider?: string; readonly reference: string }[] {
  const [, provider, rest = ''] = /^(\d{8})\.(.+)$/.exec(text) ?? [];
  if (provider === undefined) return [{ reference: text }];
  const withoutPart = rest.replace(/\.\d+$/, '');
  return [...new Set([withoutPart, rest])].map((reference) => ({ provider, reference }));
}

/** Declared lines of regions to which a reference, or the id of a billed line, refers. */
export async function linesOfReference(
  ledger: Pick<Ledger, 'ask'>,
  regions: readonly string[],
  text: string,
): Promise<FoundLine[]> {
  const found: FoundLine[] = [];
  for (const region of regions)
    for (const reference of referencesIn(text)) {
      const lines = await ledger.ask(new FindDeclaredLines(region, reference));
      found.push(...lines.map((line) => ({ region, line })));
    }
  return found;
}

/** Why a line was refused, in sentences. */
export const refusedSentences = ({ codes, ...line }: DeclaredLine, language: Language): string[] => [
  refusalsTexts[language].refusedLine(line.provider, line.reference, line.number, line.period),
  ...reasonLines({ codes, faults: [] }, language).map((text) => `  - ${text}`),
];

/** Lines that a reference can stand for, with the ids by which each is explained. */
export const candidateSentences = (text: string, found: readonly FoundLine[], language: Language): string[] => [
  refusalsTexts[language].candidates(text),
  ...found.map(({ line }) =>
    refusalsTexts[language].candidate(firstPartOf(line), line.number, line.period, line.codes.length > 0),
  ),
];
