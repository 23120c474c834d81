import { lineColumns, openMessage, type CellKind, type CellValue, type MessageType } from '@regieboek/ijw';

/** A column of a spreadsheet. */
export interface SheetColumn {
  readonly name: string;
  readonly kind: CellKind;
}

/** A row: a value per column; money in eurocents, days as `yyyy-mm-dd`. */
export type SheetRow = readonly CellValue[];

/** The columns of the lines of messages of some types, and the rows of a file. */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  /** Rows of a message that is valid at level 1, one by one. */
  rowsOf(file: string, bytes: Uint8Array): Generator<SheetRow>;
}

const fileColumn: SheetColumn = { name: 'Bestand', kind: 'text' };

/** A sheet for messages of these types; personal data is masked unless it is asked for. */
export function sheetFor(types: Iterable<MessageType>, { withBsn }: { readonly withBsn: boolean }): Sheet {
  const columns = lineColumns(types);
  return {
    columns: [fileColumn, ...columns.map(({ name, kind }) => ({ name, kind }))],
    *rowsOf(file, bytes) {
      for (const line of openMessage(bytes).lines())
        yield [file, ...columns.map((column) => (withBsn ? column.of(line) : column.masked(line)))];
    },
  };
}
