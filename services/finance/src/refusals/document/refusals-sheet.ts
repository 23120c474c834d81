import type { Language } from '@regieboek/kernel';
import type { CellKind, CellValue, Sheet } from '@regieboek/sheets';
import type { RegionNames } from '../../names/index.js';
import { reasonsOf } from '../reasons.js';
import type { RefusedItem } from '../refused-item.js';
import { refusalDocumentTexts, type RefusalColumn } from './texts.js';

/** Kinds of the columns, in their order. */
const kinds: Readonly<Record<RefusalColumn, CellKind>> = {
  ...{ provider: 'text', providerName: 'text', number: 'text', period: 'text', messageId: 'text', scope: 'text' },
  ...{ municipality: 'text', municipalityName: 'text', line: 'integer', assignment: 'text', youth: 'text' },
  ...{ reference: 'text', code: 'text', from: 'day', to: 'day', cents: 'money' },
  ...{ codes: 'text', reasons: 'text', remedies: 'text' },
};
const columns = Object.keys(kinds) as RefusalColumn[];

const asText = (value: number | null): string | null => (value === null ? null : String(value));

function valuesOf(
  item: RefusedItem,
  names: RegionNames,
  language: Language,
): Readonly<Record<RefusalColumn, CellValue>> {
  const reasons = reasonsOf(item, language);
  const { provider, municipality } = item;
  return {
    ...item,
    scope: refusalDocumentTexts[language].scopes[item.scope],
    providerName: provider === null ? null : names.provider(provider),
    municipalityName: municipality === null ? null : names.municipality(municipality),
    assignment: asText(item.assignment),
    codes: item.codes.join(' '),
    reasons: reasons.map(({ text }) => text).join('; '),
    remedies: [...new Set(reasons.map(({ remedy }) => remedy))].join(' '),
  };
}

/** The list of refusals as a sheet, a row per refused line and per declaration refused as a whole. */
export function refusalsSheet(items: readonly RefusedItem[], names: RegionNames, language: Language): Sheet {
  const { name, headings } = refusalDocumentTexts[language];
  function* rows() {
    for (const item of items) {
      const values = valuesOf(item, names, language);
      yield columns.map((column) => values[column]);
    }
  }
  return {
    name,
    columns: columns.map((key) => ({ key, heading: headings[key], kind: kinds[key] })),
    rows: { [Symbol.iterator]: rows },
  };
}
