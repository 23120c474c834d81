import type { SeenPart } from '@regieboek/intake';

/** Where the lines and clients that can still be read of a declaration stood in it as received. */
export interface OriginalPlaces {
  /** Place of a line among all lines, from 0, by its place now. */
  readonly line: (now: number) => number;
  /** Number of a client among all clients, from 1, by its number now. */
  readonly client: (now: number) => number;
}

/** Places in a declaration of which the clients in some parts were erased. Every client has a line, and a part of its own. */
export function originalPlaces(parts: readonly SeenPart[]): OriginalPlaces {
  const clients = parts.filter(({ lines }) => lines > 0);
  const kept = clients.map((part, at) => ({ ...part, number: at + 1 })).filter((part) => !part.isErased);
  const lines = clients.flatMap((part) => Array.from({ length: part.lines }, () => part.isErased));
  const keptLines = lines.flatMap((isErased, at) => (isErased ? [] : [at]));
  return { line: (now) => keptLines[now] ?? now, client: (now) => kept[now - 1]?.number ?? now };
}
