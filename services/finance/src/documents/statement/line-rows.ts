/** Rows of the lines of a statement: the proven fields, with names and sentences beside the codes. */
import type { CellValue } from '@regieboek/sheets';
import type { Language } from '@regieboek/kernel';
import type { LumpSumLine } from '@regieboek/billing';
import { HIDDEN_YOUTH } from '@regieboek/platform';
import type { Correction } from '../../domain/differences/diff-causes.js';
import { causeInWords } from '../../differences/cause-in-words.js';
import type { BilledLine } from '../../domain/runs/billing-run.js';
import type { Claim } from '../../statements/statement.js';
import { digestOfLine, listsOf, provenLine, type ProvenKind } from '../../statements/proof/proven-line.js';
import { groundName, modelName, unitName } from '../../statements/explain-line.js';
import type { ColumnKey } from './columns.js';
import type { StatementDocument, StatementNames } from './statement-document.js';
import { documentTexts } from './texts.js';

/** Values of a row by column; a column without value is empty. */
export type RowValues = Partial<Readonly<Record<ColumnKey, CellValue>>>;

/** Options of rows: names and language. */
interface RowOptions {
  readonly names: StatementNames;
  readonly language: Language;
  readonly municipality: string;
}

const nameOf = (names: StatementNames, code: string | null): string => (code === null ? '' : names.municipality(code));

function lineWords(line: BilledLine, { names, language }: RowOptions): RowValues {
  const shared = {
    municipalityName: nameOf(names, line.municipality),
    payerName: nameOf(names, line.payer),
    productName: names.product(line),
    unitName: unitName(line.unit, language),
    groundName: groundName(line.ground, language),
  };
  // A hidden line stays without what identifies the place.
  if (line.youth === HIDDEN_YOUTH) return shared;
  return {
    ...shared,
    providerName: names.provider(line.provider),
    assignment: names.assignment(line),
    why: names.reason(line, language),
  };
}

const lumpSumWords = (line: LumpSumLine, { names, language }: RowOptions): RowValues => ({
  municipalityName: nameOf(names, line.municipality),
  providerName: names.provider(line.provider),
  agreement: names.agreement(line, language),
  modelName: modelName(line.model, language),
});

/** Words beside the codes of a correction or a difference. */
export const correctionWords = (one: Correction, { names, language }: Omit<RowOptions, 'municipality'>): RowValues => ({
  municipalityName: nameOf(names, one.municipality),
  payerName: nameOf(names, one.payer),
  ...(one.youth === HIDDEN_YOUTH ? {} : { providerName: names.provider(one.provider) }),
  causes: [...new Set(one.causes.map((cause) => causeInWords(cause, language)))].join('; '),
});

const claimWords = ({ payer, responsible, cents }: Claim, { names, language, municipality }: RowOptions): RowValues => {
  const texts = documentTexts[language];
  return {
    side: payer === municipality ? texts.receivable : texts.payable,
    payerName: names.municipality(payer),
    responsibleName: names.municipality(responsible),
    claimCents: cents,
  };
};

const wordsOf = {
  line: lineWords,
  'lump-sum': lumpSumWords,
  correction: correctionWords,
  claim: claimWords,
} as const;

/** Rows of the lines of one kind, numbered in the order of the digest. */
export function* lineRows(
  { statement, names }: Pick<StatementDocument, 'statement' | 'names'>,
  kind: ProvenKind,
  language: Language,
): Generator<RowValues> {
  const lists = listsOf(statement);
  const options = { names, language, municipality: statement.municipality };
  let nr = firstNumberOf(lists, kind);
  for (const one of lists[kind]) {
    const proven = provenLine(kind, one);
    const words = (wordsOf[kind] as (line: typeof one, options: RowOptions) => RowValues)(one, options);
    const digest = digestOfLine(proven).toString('hex');
    // The values are of this row alone, so they become the row.
    const row: Partial<Record<ColumnKey, CellValue>> = Object.assign(proven.values, words, { nr, digest });
    // A claim has its amount in a column of its own, because its lines are counted elsewhere.
    if (kind === 'claim') row.cents = null;
    yield row;
    nr += 1;
  }
}

/** Number of the first line of a kind. */
const firstNumberOf = (lists: ReturnType<typeof listsOf>, kind: ProvenKind): number => {
  const kinds = Object.keys(lists) as ProvenKind[];
  return 1 + kinds.slice(0, kinds.indexOf(kind)).reduce((sum, before) => sum + lists[before].length, 0);
};
