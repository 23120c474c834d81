import type { Language } from '@regieboek/kernel';
import type { CellKind, CellValue, Sheet } from '@regieboek/sheets';
import type { RegionNames } from '../../names/index.js';
import type { OpenWork } from '../open-work.js';
import { reasonInWords } from '../texts.js';
import { waysOut } from '../ways-out.js';
import { openItemDocumentTexts, type OpenItemColumn } from './texts.js';

/** Kinds of the columns, in their order. */
const kinds: Readonly<Record<OpenItemColumn, CellKind>> = {
  ...{ period: 'text', kind: 'text', reasons: 'text', words: 'text', provider: 'text', providerName: 'text' },
  ...{ payer: 'text', payerName: 'text', municipality: 'text', municipalityName: 'text', youth: 'text' },
  ...{ reference: 'text', from: 'day', to: 'day', cents: 'money', facts: 'text', standing: 'text' },
  ...{ ways: 'text', item: 'text' },
};
const columns = Object.keys(kinds) as OpenItemColumn[];

/** Region, names and language of a document. */
export interface DocumentOf {
  readonly region: string;
  readonly names: RegionNames;
  readonly language: Language;
}

function valuesOf(
  work: OpenWork,
  { region, names, language }: DocumentOf,
): Readonly<Record<OpenItemColumn, CellValue>> {
  const nameOf = (code: string | null): string | null => (code === null ? null : names.municipality(code));
  return {
    ...work,
    kind: openItemDocumentTexts[language].kinds[work.kind],
    reasons: work.reasons.join(' '),
    words: work.reasons.map((reason) => reasonInWords(reason)[language]).join(' '),
    providerName: names.provider(work.provider),
    payerName: nameOf(work.payer),
    municipalityName: nameOf(work.municipality),
    facts: work.facts.join(' '),
    standing: work.standing.join(' '),
    ways: waysOut(region, work)
      .map(({ does }) => does[language])
      .join('; '),
  };
}

/** Open items as a sheet, a row per line or declaration. */
export function openItemsSheet(items: readonly OpenWork[], of: DocumentOf): Sheet {
  const { name, headings } = openItemDocumentTexts[of.language];
  function* rows() {
    for (const item of items) {
      const values = valuesOf(item, of);
      yield columns.map((column) => values[column]);
    }
  }
  return {
    name,
    columns: columns.map((key) => ({ key, heading: headings[key], kind: kinds[key] })),
    rows: { [Symbol.iterator]: rows },
  };
}
