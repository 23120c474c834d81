/** Columns of a statement: the stable name of each, its heading in both languages, and its kind. */
import type { CellKind, SheetColumn } from '@regieboek/sheets';
import type { Language } from '@regieboek/kernel';

type Definition = readonly [nl: string, en: string, kind?: CellKind, width?: number];

/** All columns by name. A heading occurs once, so that a file can be read back. */
const definitions = {
  row: ['Soort', 'Row'],
  nr: ['Nr', 'No', 'integer', 8],
  id: ['Regel', 'Line', 'text', 26],
  municipality: ['Gemeente', 'Municipality', 'text', 10],
  municipalityName: ['Naam gemeente', 'Name of municipality', 'text', 20],
  municipalityOfDays: ['Gemeente op de dagen', 'Municipality on the days', 'text', 12],
  payer: ['Betalende gemeente', 'Paying municipality', 'text', 12],
  payerName: ['Naam betalende gemeente', 'Name of paying municipality', 'text', 20],
  youth: ['Jeugdige', 'Youth', 'text', 38],
  provider: ['Aanbieder', 'Provider', 'text', 11],
  providerName: ['Naam aanbieder', 'Name of provider', 'text', 24],
  assignment: ['ToewijzingNummer', 'Assignment number', 'text', 14],
  reference: ['ReferentieNummer', 'Reference', 'text', 22],
  category: ['Productcategorie', 'Product category', 'text', 10],
  code: ['Productcode', 'Product code', 'text', 12],
  productName: ['Naam product', 'Name of product', 'text', 28],
  unit: ['Eenheid', 'Unit', 'text', 9],
  unitName: ['Naam eenheid', 'Name of unit', 'text', 12],
  periodFrom: ['Productperiode van', 'Product period from', 'day'],
  periodTo: ['Productperiode tot en met', 'Product period to', 'day'],
  from: ['Dagen van', 'Days from', 'day'],
  to: ['Dagen tot en met', 'Days to', 'day'],
  days: ['Dagen', 'Days', 'integer'],
  volume: ['Volume', 'Volume', 'integer'],
  tariffCents: ['Tarief', 'Tariff', 'money'],
  cents: ['Bedrag', 'Amount', 'money'],
  rule: ['Woonplaatsregel', 'Residence rule', 'text', 16],
  chainStart: ['Begin verblijf', 'Start of stay', 'day'],
  referenceDay: ['Peildatum', 'Reference day', 'day'],
  facts: ['Feiten', 'Facts', 'text', 20],
  review: ['Te beoordelen', 'To review', 'text', 16],
  ground: ['Grondslag', 'Ground', 'text', 12],
  groundName: ['Verdeeld naar', 'Divided by', 'text', 26],
  why: ['Waarom', 'Why', 'text', 80],
  lumpSum: ['Lumpsum', 'Lump sum', 'text', 14],
  agreement: ['Afspraak', 'Agreement', 'text', 50],
  model: ['Sleutel', 'Key', 'text', 10],
  modelName: ['Sleutel in woorden', 'Key in words', 'text', 24],
  useDays: ['Gebruiksdagen', 'Days of use', 'integer'],
  places: ['Plaatsen', 'Places', 'integer'],
  placeDays: ['Plaatsdagen', 'Days of places', 'integer'],
  usedDays: ['Bezette plaatsdagen', 'Days of places in use', 'integer'],
  key: ['Correctie', 'Correction', 'text', 40],
  kind: ['Soort bedrag', 'Kind of amount', 'text', 10],
  period: ['Maand', 'Month', 'text', 9],
  product: ['Product of lumpsum', 'Product or lump sum', 'text', 14],
  rules: ['Woonplaatsregels', 'Residence rules', 'text', 20],
  beforeCents: ['Was', 'Was', 'money'],
  afterCents: ['Is', 'Is', 'money'],
  causes: ['Oorzaak', 'Cause', 'text', 80],
  side: ['Te vorderen of te betalen', 'Receivable or payable', 'text', 14],
  responsible: ['Verantwoordelijke gemeente', 'Responsible municipality', 'text', 14],
  responsibleName: ['Naam verantwoordelijke gemeente', 'Name of responsible municipality', 'text', 20],
  lines: ['Aantal regels', 'Number of lines', 'integer'],
  claimCents: ['Vordering', 'Claim', 'money'],
  digest: ['Kenmerk', 'Digest', 'text', 66],
  seal: ['Zegelgegevens', 'Seal data', 'text', 40],
  part: ['Onderdeel', 'Part', 'text', 26],
  partCode: ['Code', 'Code', 'text', 12],
  partName: ['Naam', 'Name', 'text', 40],
  item: ['Open punt', 'Open item', 'text', 40],
  reasons: ['Reden', 'Reason', 'text', 60],
  remedy: ['Uitweg', 'Way out', 'text', 80],
} as const satisfies Readonly<Record<string, Definition>>;

/** Name of a column. */
export type ColumnKey = keyof typeof definitions;

const definitionOf = (key: ColumnKey): Definition => definitions[key];

/** Heading of a column. */
export const headingOf = (key: ColumnKey, language: Language): string => definitionOf(key)[language === 'nl' ? 0 : 1];

/** Kind of the values of a column. */
export const kindOf = (key: ColumnKey): CellKind => definitionOf(key)[2] ?? 'text';

/** Columns of a sheet in a language. */
export const columnsOf = (keys: readonly ColumnKey[], language: Language): SheetColumn[] =>
  keys.map((key) => {
    const width = definitionOf(key)[3];
    return { key, heading: headingOf(key, language), kind: kindOf(key), ...(width === undefined ? {} : { width }) };
  });

const byHeading = new Map<string, ColumnKey>(
  (Object.keys(definitions) as ColumnKey[]).flatMap((key) =>
    (['nl', 'en'] as const).map((language) => [headingOf(key, language), key] as const),
  ),
);

/** Column with this heading, in any language; undefined for another text. */
export const columnWith = (heading: string): ColumnKey | undefined => byHeading.get(heading);
