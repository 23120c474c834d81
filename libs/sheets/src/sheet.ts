/** Kind of a value: it decides the number format of a workbook and the notation in CSV. */
export type CellKind = 'text' | 'integer' | 'number' | 'money' | 'day';

/** A value: money in eurocents, a day as `yyyy-mm-dd`; null or undefined for an empty cell. */
export type CellValue = string | number | null | undefined;

/** A column of a sheet. */
export interface SheetColumn {
  /** Stable name, the same as in JSON. */
  readonly key: string;
  /** Heading in the language of the document. */
  readonly heading: string;
  readonly kind: CellKind;
  /** Width in characters; by default that of the kind, or of the heading when that is wider. */
  readonly width?: number;
}

/** A row: a value per column. */
export type SheetRow = readonly CellValue[];

/** A line above the table of a workbook: label, value, and kind of the value (text by default). */
export type IntroLine = readonly [label: string, value: CellValue, kind?: CellKind];

/** A table for people: a tab of a workbook, or a CSV file. */
export interface Sheet {
  /** Name of the tab: at most 31 characters, none of `[ ] : * ? / \`. */
  readonly name: string;
  /** Lines above the table, in a workbook only. */
  readonly intro?: readonly IntroLine[];
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>;
  /** Rows below the table, bold in a workbook; not in CSV, whose rows are all of one kind. */
  readonly totals?: readonly SheetRow[];
}
