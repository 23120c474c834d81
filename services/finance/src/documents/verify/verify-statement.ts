/** Proof of a statement with the mark of its seal: from the file alone, without a ledger. */
import type { Fault, Language } from '@regieboek/kernel';
import { sumCents, type Cents } from '@regieboek/kernel';
import { markOfFace } from '../../runs/mark.js';
import { digestOfLine } from '../../statements/proof/proven-line.js';
import { digestOfLines } from '../../statements/proof/statement-digest.js';
import { summaryOf } from '../statement/summary.js';
import { readCsv } from './read/csv.js';
import { readJson } from './read/json.js';
import type { ReadLine, ReadStatement } from './read/statement.js';
import { verifyTexts } from './texts.js';

/** Result: what the file is about, and its faults. Without faults the file says what was sealed under the mark. */
export interface VerifiedStatement {
  readonly region: string;
  readonly period: string;
  readonly municipality: string;
  readonly sealedOn: string;
  readonly lines: number;
  /** Care and lump sums of the month, and corrections of earlier months, as the lines add up. */
  readonly totalCents: Cents;
  readonly correctionCents: Cents;
  readonly faults: readonly Fault[];
}

/** Most faults that a result names one by one. */
const FAULTS_MAX = 100;

/** Lines whose content does not have the digest that stands beside it, is not numbered, or has the number of another. */
function lineFaults(lines: readonly ReadLine[], count: number, language: Language): Fault[] {
  const texts = verifyTexts[language];
  const found = new Set<number>();
  const faults: Fault[] = [];
  for (const line of lines) {
    const { place, nr, digest } = line;
    const isKnown = nr !== null && nr >= 1 && nr <= count && !found.has(nr);
    if (!isKnown) faults.push({ place, text: texts.added });
    else if (digestOfLine(line).toString('hex') !== digest) faults.push({ place, text: texts.changed(nr) });
    if (nr !== null) found.add(nr);
  }
  for (let nr = 1; nr <= count; nr += 1)
    if (!found.has(nr)) faults.push({ place: texts.file, text: texts.missing(nr) });
  return faults;
}

/** Totals of a workbook that are not the sums of its lines. */
function totalFaults({ lines, totals, proof }: ReadStatement, language: Language): Fault[] {
  if (totals.length === 0) return [];
  const expected = new Map(
    summaryOf(lines, proof.municipality).map(({ part, code, cents }) => [`${part}/${code}`, cents]),
  );
  return totals.flatMap(({ place, part, code, cents }) =>
    expected.get(`${part}/${code}`) === cents ? [] : [{ place, text: verifyTexts[language].total }],
  );
}

/** Compares what a file says with its proof, and the proof with the mark. */
export function verified(read: ReadStatement, mark: string, language: Language): VerifiedStatement {
  const { proof, lines } = read;
  const { region, municipality, seal } = proof;
  const texts = verifyTexts[language];
  const faults: Fault[] = [];
  const subject = { region, municipality, period: seal.period };
  if (markOfFace(region, seal) !== mark) faults.push({ place: texts.mark, text: texts.otherMark(seal.period, region) });
  const ofLines = lineFaults(lines, proof.lines, language);
  const ordered = [...lines].sort((a, b) => (a.nr ?? 0) - (b.nr ?? 0)).map((line) => digestOfLine(line));
  const isSealed = digestOfLines(subject, ordered) === seal.statements[municipality];
  // A forger can change the digest beside a line too, but not the sealed one over all lines.
  if (!isSealed && ofLines.length === 0) ofLines.push({ place: texts.file, text: texts.notSealed });
  faults.push(...ofLines, ...totalFaults(read, language));
  const cents = (isWanted: (line: ReadLine) => boolean): Cents =>
    sumCents(lines.filter(isWanted).map(({ values }) => Number(values['cents']) || 0));
  return {
    ...subject,
    sealedOn: seal.sealedOn,
    lines: lines.length,
    totalCents: cents(({ kind }) => kind === 'line' || kind === 'lump-sum'),
    correctionCents: cents(({ kind }) => kind === 'correction'),
    faults: faults.slice(0, FAULTS_MAX),
  };
}

/** Reads a statement of any format, recognised by its first bytes. Throws NotAStatement. */
export async function readStatement(bytes: Uint8Array): Promise<ReadStatement> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await import('./read/workbook.js')).readWorkbook(bytes);
  const text = new TextDecoder().decode(bytes);
  return /^\s*\{/.test(text) ? readJson(text) : readCsv(text);
}

/** Proves a file against the mark of a seal. Throws NotAStatement. */
export const verifyStatement = async (
  bytes: Uint8Array,
  mark: string,
  language: Language,
): Promise<VerifiedStatement> => verified(await readStatement(bytes), mark, language);
