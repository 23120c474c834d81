import type { Language } from '@regieboek/kernel';
import type { CellKind, CellValue, Sheet } from '@regieboek/sheets';
import type { RegionNames } from '../../names/index.js';
import type { RecordedRemark } from '../../remarks/index.js';
import type { WorkItem } from '../work-list/list.js';
import { workKey } from '../work-list/work-key.js';
import { workListTexts, type WorkColumn } from './texts.js';

/** Kinds of the columns, in their order; the assignment is a number that is a name, which nobody adds up. */
const kinds: Readonly<Record<WorkColumn, CellKind>> = {
  ...{ outcome: 'text', provider: 'text', providerName: 'text', municipality: 'text', municipalityName: 'text' },
  ...{ youth: 'text', assignment: 'text', category: 'text', code: 'text', from: 'day', to: 'day', unit: 'text' },
  ...{ reference: 'text', codes: 'text', basis: 'text', declaredVolume: 'integer', expectedVolume: 'integer' },
  ...{ declaredCents: 'money', expectedCents: 'money', differenceCents: 'money', remark: 'text', key: 'text' },
};
const columns = Object.keys(kinds) as WorkColumn[];
const REMARK_WIDTH = 40;

/** Names, remarks and language of a work list. */
export interface WorkListOf {
  readonly names: RegionNames;
  readonly remarks: ReadonlyMap<string, RecordedRemark>;
  readonly language: Language;
}

function valuesOf(item: WorkItem, { names, remarks, language }: WorkListOf): Readonly<Record<WorkColumn, CellValue>> {
  const { outcomes, bases } = workListTexts[language];
  const key = workKey(item);
  return {
    ...item,
    outcome: outcomes[item.outcome],
    basis: item.basis === null ? null : (bases[item.basis] ?? item.basis),
    assignment: String(item.assignment),
    providerName: names.provider(item.provider),
    municipalityName: names.municipality(item.municipality),
    remark: remarks.get(key)?.remark ?? null,
    key,
  };
}

/** A work list as a sheet: a row per line, with a column for remarks and the key by which they are read back. */
export function workListSheet(items: readonly WorkItem[], of: WorkListOf): Sheet {
  const { name, headings } = workListTexts[of.language];
  function* rows() {
    for (const item of items) {
      const values = valuesOf(item, of);
      yield columns.map((column) => values[column]);
    }
  }
  return {
    name,
    columns: columns.map((key) => ({
      ...{ key, heading: headings[key], kind: kinds[key] },
      ...(key === 'remark' ? { width: REMARK_WIDTH } : {}),
    })),
    rows: { [Symbol.iterator]: rows },
  };
}
