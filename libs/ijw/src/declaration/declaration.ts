import type { JW323 } from '../generated/messages.js';
import type { DeclarationHead, DeclaredLine } from '../read/declaration-reader.js';

/** A whole declaration: its head and all its lines in document order. */
export interface Declaration {
  readonly head: DeclarationHead;
  readonly lines: readonly DeclaredLine[];
}

/** A JW323 read as one value, as head and lines; line numbers of the file are 0. */
export function declarationOf({ header, declaratie }: JW323): Declaration {
  const { clienten, ...rest } = declaratie;
  const lines = clienten.flatMap(({ bsn, prestaties }, client) =>
    prestaties.map((prestatie, number) => ({ client: client + 1, number: number + 1, bsn, prestatie, line: 0 })),
  );
  return { head: { header, declaratie: rest }, lines };
}
