import type { Language } from '@regieboek/kernel';
import type { ProvenKind } from '../../statements/proof/proven-line.js';
import type { NoProof } from './statement-document.js';

/** Parts of the summary, in its order. */
export const summaryParts = [
  ...['care', 'lump-sums', 'total', 'corrections', 'total-with-corrections', 'receivable', 'payable'],
  ...['provider', 'all-providers', 'category', 'all-categories'],
] as const;

/** Part of the summary of a statement. */
export type SummaryPart = (typeof summaryParts)[number];

interface DocumentTexts {
  readonly tabs: Readonly<
    Record<'summary' | 'lines' | 'lumpSums' | 'corrections' | 'claims' | 'changes' | 'openItems' | 'seal', string>
  >;
  readonly parts: Readonly<Record<SummaryPart, string>>;
  /** Kinds of rows in CSV, where all lines are in one table. */
  readonly rows: Readonly<Record<ProvenKind | 'proof', string>>;
  readonly title: string;
  readonly region: string;
  readonly period: string;
  readonly municipality: string;
  readonly position: string;
  readonly knownOn: string;
  readonly ruleSet: string;
  readonly state: string;
  readonly sealedOn: (day: string) => string;
  readonly open: string;
  readonly mark: string;
  readonly noProof: Readonly<Record<NoProof, string>>;
  readonly proof: string;
  readonly total: string;
  readonly receivable: string;
  readonly payable: string;
  readonly since: string;
  readonly nothingToCompare: string;
}

/** Texts of the document of a statement. */
export const documentTexts: Readonly<Record<Language, DocumentTexts>> = {
  nl: {
    tabs: {
      ...{ summary: 'Overzicht', lines: 'Regels', lumpSums: 'Lumpsum', corrections: 'Correcties' },
      ...{ claims: 'Vorderingen', changes: 'Gewijzigd', openItems: 'Open punten', seal: 'Zegel' },
    },
    parts: {
      ...{ care: 'Zorg', 'lump-sums': 'Lumpsums', total: 'Totaal van de maand' },
      ...{ corrections: 'Correcties van eerdere maanden', 'total-with-corrections': 'Totaal met correcties' },
      ...{ receivable: 'Te vorderen van andere gemeenten', payable: 'Te betalen aan andere gemeenten' },
      ...{ provider: 'Per aanbieder', 'all-providers': 'Totaal per aanbieder' },
      ...{ category: 'Zorg per productcategorie', 'all-categories': 'Totaal zorg per productcategorie' },
    },
    rows: {
      ...{ line: 'regel', 'lump-sum': 'lumpsum', correction: 'correctie', claim: 'vordering', proof: 'zegel' },
    },
    title: 'Specificatie',
    region: 'Jeugdregio',
    period: 'Maand',
    municipality: 'Gemeente',
    position: 'Plaats in het logboek',
    knownOn: 'Bekend op',
    ruleSet: 'Regelset',
    state: 'Stand',
    sealedOn: (day) => `afgesloten op ${day}`,
    open: 'open: bedragen kunnen nog veranderen',
    mark: 'Zegel',
    noProof: {
      'open-month': 'geen bewijs: de maand is niet afgesloten',
      'sealed-before-proofs': 'geen bewijs: de maand is afgesloten met versie 0.2',
      'other-time': 'geen bewijs: dit is niet de stand van het zegel',
      'hidden-lines': 'geen bewijs: regels van jeugdigen met een geheim adres zijn afgeschermd',
    },
    proof: 'Controleer dit bestand met: regieboek verify-statement <bestand> --mark <zegel>',
    total: 'Totaal',
    receivable: 'te vorderen',
    payable: 'te betalen',
    since: 'Gewijzigd sinds plaats',
    nothingToCompare: 'niets om mee te vergelijken: de maand is nog niet afgesloten',
  },
  en: {
    tabs: {
      ...{ summary: 'Summary', lines: 'Lines', lumpSums: 'Lump sums', corrections: 'Corrections' },
      ...{ claims: 'Claims', changes: 'Changes', openItems: 'Open items', seal: 'Seal' },
    },
    parts: {
      ...{ care: 'Care', 'lump-sums': 'Lump sums', total: 'Total of the month' },
      ...{ corrections: 'Corrections of earlier months', 'total-with-corrections': 'Total with corrections' },
      ...{ receivable: 'Receivable from other municipalities', payable: 'Payable to other municipalities' },
      ...{ provider: 'By provider', 'all-providers': 'Total by provider' },
      ...{ category: 'Care by product category', 'all-categories': 'Total care by product category' },
    },
    rows: { line: 'line', 'lump-sum': 'lump sum', correction: 'correction', claim: 'claim', proof: 'seal' },
    title: 'Statement',
    region: 'Youth region',
    period: 'Month',
    municipality: 'Municipality',
    position: 'Position in the log',
    knownOn: 'Known on',
    ruleSet: 'Rule set',
    state: 'State',
    sealedOn: (day) => `sealed on ${day}`,
    open: 'open: amounts can still change',
    mark: 'Mark of the seal',
    noProof: {
      'open-month': 'no proof: the month is not sealed',
      'sealed-before-proofs': 'no proof: the month was sealed by version 0.2',
      'other-time': 'no proof: these are not the sealed figures',
      'hidden-lines': 'no proof: lines of youths with a secret address are hidden',
    },
    proof: 'Check this file with: regieboek verify-statement <file> --mark <mark>',
    total: 'Total',
    receivable: 'receivable',
    payable: 'payable',
    since: 'Changed since position',
    nothingToCompare: 'nothing to compare with: the month is not sealed yet',
  },
};
