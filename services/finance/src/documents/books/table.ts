import type { CellKind, CellValue, IntroLine, Sheet } from '@regieboek/sheets';
import type { Language, Sentence } from '@regieboek/kernel';

/** A column of a table: stable name, headings, kind, and its value in a row. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly heading: Sentence;
  readonly kind: CellKind;
  readonly of: (row: Row, language: Language) => CellValue;
}

/** A column of a table. */
export const column = <Row>(
  key: string,
  heading: readonly [nl: string, en: string],
  kind: CellKind,
  of: TableColumn<Row>['of'],
): TableColumn<Row> => ({ key, heading: { nl: heading[0], en: heading[1] }, kind, of });

/** A table for people: its name, its columns, and the lines above it. */
export interface Table<Row> {
  readonly name: Sentence;
  readonly columns: readonly TableColumn<Row>[];
  /** Names of the columns of money that have a sum below them. */
  readonly sums?: readonly string[];
}

/** A table as a sheet in a language; sums, where it has some, are in a row below. */
export function sheetOf<Row>(
  { name, columns, sums = [] }: Table<Row>,
  rows: readonly Row[],
  language: Language,
  intro: readonly IntroLine[] = [],
): Sheet {
  const sumOf = ({ of }: TableColumn<Row>): number =>
    rows.reduce((total, row) => total + Number(of(row, language) ?? 0), 0);
  const label = columns.findIndex(({ kind }) => kind === 'text');
  const totals = columns.map((one, index) =>
    sums.includes(one.key) ? sumOf(one) : index === label ? { nl: 'Totaal', en: 'Total' }[language] : null,
  );
  return {
    name: name[language],
    intro,
    columns: columns.map(({ key, heading, kind }) => ({ key, heading: heading[language], kind })),
    rows: rows.map((row) => columns.map(({ of }) => of(row, language))),
    ...(sums.length > 0 ? { totals: [totals] } : {}),
  };
}
