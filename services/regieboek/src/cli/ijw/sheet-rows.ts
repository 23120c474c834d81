import { lineColumns, openMessage, type MessageType } from '@regieboek/ijw';
import type { SheetColumn, SheetRow } from '@regieboek/sheets';

/** The columns of the lines of messages of some types, and the rows of a file. */
export interface LinesSheet {
  readonly columns: readonly SheetColumn[];
  /** Rows of a message that is valid at level 1, one by one. */
  rowsOf(file: string, bytes: Uint8Array): Generator<SheetRow>;
}

const fileColumn: SheetColumn = { key: 'Bestand', heading: 'Bestand', kind: 'text' };

/** A sheet for messages of these types; personal data is masked unless it is asked for. */
export function sheetFor(types: Iterable<MessageType>, { withBsn }: { readonly withBsn: boolean }): LinesSheet {
  const columns = lineColumns(types);
  return {
    columns: [fileColumn, ...columns.map(({ name, kind }) => ({ key: name, heading: name, kind }))],
    *rowsOf(file, bytes) {
      for (const line of openMessage(bytes).lines())
        yield [file, ...columns.map((column) => (withBsn ? column.of(line) : column.masked(line)))];
    },
  };
}
