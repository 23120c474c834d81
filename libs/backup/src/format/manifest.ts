import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Number of the format that this version writes. */
export const FORMAT = 1;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const position = z.int().min(0);

/** A file of the backup, which never changes. */
const part = z.object({
  file: z.string().regex(/^[0-9]{6,}-[A-Za-z0-9._-]+\.zst$/),
  bytes: z.int().min(0),
  sha256: digest,
});

/** Consecutive events of a region: positions `from` to `to`, with the times at which the first and last were recorded. */
const logPart = part.extend({ from: position, to: position, recordedFrom: z.string(), recordedTo: z.string() });

/** Events of a region: the first `position` of them, and the digest of these. */
const region = z.object({
  region: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/),
  position,
  digest,
  /** Start of the last span of the digest, from which it goes on. */
  start: z.object({ position, digest }),
  parts: z.array(logPart),
});

/** Rows of a table from `first` on, in order, up to the first row of the next chunk. */
const chunk = part.extend({
  rows: z.int().min(1),
  /** Value of the order from which the chunk goes on; null: from the beginning. */
  first: z.string().nullable(),
  /** Value of the order of its last row. */
  last: z.string(),
  /** Digest of keys and versions of the rows in their database, by which an unchanged chunk is recognised. */
  fingerprint: digest,
});

const table = z.object({
  table: z.string(),
  columns: z.array(z.string()),
  rows: z.int().min(0),
  chunks: z.array(chunk),
});

/** A key of the vault: its id and a value that only the key opens; never the key. */
const key = z.object({ id: z.string(), number: z.int(), check: z.string() });

/** An erased youth: its ids, whose keys and identity a restore destroys again. */
const erased = z.object({ region: z.string(), youth: z.string(), alsoAs: z.array(z.string()) });

const body = z.object({
  format: z.literal(FORMAT),
  /** Version of Regieboek that wrote it. */
  version: z.string(),
  /** Id of the ledger; the same for a ledger that was restored from it. */
  ledger: z.string(),
  startedAt: z.string(),
  /** Null while the backup is being made. */
  completedAt: z.string().nullable(),
  keys: z.array(key),
  regions: z.array(region),
  tables: z.array(table),
  erased: z.array(erased),
});

/** Description of a backup: which files it has, and what they contain. */
export type Manifest = z.output<typeof body>;
export type Part = z.output<typeof part>;
export type LogPart = z.output<typeof logPart>;
export type RegionOfBackup = z.output<typeof region>;
export type TableOfBackup = z.output<typeof table>;
export type Chunk = z.output<typeof chunk>;
export type VaultKeyId = z.output<typeof key>;
export type ErasedYouth = z.output<typeof erased>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Text of the file: the manifest with a digest of itself. */
export function manifestText(manifest: Manifest): string {
  const sum = sha256(JSON.stringify(manifest));
  return `${JSON.stringify({ ...manifest, digest: sum }, null, 1)}\n`;
}

/** A manifest as read, or why it cannot be used. */
export type ReadManifest = { readonly manifest: Manifest } | { readonly fault: 'manifest' | 'laterFormat' };

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/** Reads the text of a manifest. A text that was changed is refused: its digest differs. */
export function readManifest(text: string): ReadManifest {
  const { digest: sum, ...rest } = parsed(text) ?? {};
  if (sum !== sha256(JSON.stringify(rest))) return { fault: 'manifest' };
  if (typeof rest['format'] === 'number' && rest['format'] > FORMAT) return { fault: 'laterFormat' };
  const found = body.safeParse(rest);
  return found.success ? { manifest: found.data } : { fault: 'manifest' };
}

/** Digest that names a manifest: two manifests with the same one describe the same backup. */
export const manifestDigest = (manifest: Manifest): string => sha256(JSON.stringify(manifest));

/** All parts of a backup, in the order of their files. */
export const partsOf = ({ regions, tables }: Pick<Manifest, 'regions' | 'tables'>): readonly Part[] =>
  [...regions.flatMap(({ parts }) => parts), ...tables.flatMap(({ chunks }) => chunks)].toSorted((a, b) =>
    a.file.localeCompare(b.file, 'en'),
  );
