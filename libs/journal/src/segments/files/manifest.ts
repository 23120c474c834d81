import { hash } from 'node:crypto';

/**
 * Format version of all files; files of another version are rebuilt. Increase it when columns, codes or files change.
 */
export const FORMAT = 5;

/** Properties of a file that are known before it is opened. */
export interface FileEntry {
  readonly bytes: number;
  readonly sha256: string;
}

/** A segment in the manifest. */
export interface SegmentEntry {
  /** The segment covers the events after `after` up to and including `upTo`. */
  readonly after: number;
  readonly upTo: number;
  readonly folder: string;
  /** Number of the first youth that appears in this segment, and how many appear in it first. */
  readonly firstYouth: number;
  readonly youths: number;
  /** Lowest youth number in its tables, and one past the highest. */
  readonly leastYouth: number;
  readonly endYouth: number;
  /** Id of its last event, and the latest `recordedAt` of its events. */
  readonly lastId: string;
  readonly recordedTo: string;
  readonly files: Readonly<Record<string, FileEntry>>;
  /** Hash over the entry and the previous hash. */
  readonly hash: string;
}

/** The segments of a region, and the log they were built from. */
export interface Manifest {
  readonly format: number;
  readonly region: string;
  /** Id of the first event: the identity of the log. */
  readonly firstId: string;
  readonly segments: readonly SegmentEntry[];
}

/** Hash that starts a chain of segments. */
const rootHash = ({ format, region, firstId }: Omit<Manifest, 'segments'>): string =>
  hash('sha256', JSON.stringify([format, region, firstId]));

/** Hash of an entry chained to another; independent of the order of its fields. */
export function chainHash(before: string, { hash: _, files, ...entry }: SegmentEntry): string {
  const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const content = [before, sorted(entry), sorted(files).map(([name, file]: [string, object]) => [name, sorted(file)])];
  return hash('sha256', JSON.stringify(content));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isFile = (value: unknown): value is FileEntry =>
  isRecord(value) && typeof value['bytes'] === 'number' && typeof value['sha256'] === 'string';

const numbers = ['after', 'upTo', 'firstYouth', 'youths', 'leastYouth', 'endYouth'];
const texts = ['folder', 'lastId', 'recordedTo', 'hash'];

const isEntry = (value: unknown): value is SegmentEntry =>
  isRecord(value) &&
  numbers.every((name) => Number.isSafeInteger(value[name])) &&
  texts.every((name) => typeof value[name] === 'string') &&
  isRecord(value['files']) &&
  Object.values(value['files']).every(isFile);

const isManifest = (value: unknown): value is Manifest =>
  isRecord(value) &&
  value['format'] === FORMAT &&
  typeof value['region'] === 'string' &&
  typeof value['firstId'] === 'string' &&
  Array.isArray(value['segments']) &&
  value['segments'].every(isEntry);

/**
 * Parses a manifest and keeps the leading segments with a valid hash chain; null when the text is not a manifest of
 * this version and region.
 */
export function readManifest(text: string, region: string): Manifest | null {
  const value = parsed(text);
  if (!isManifest(value) || value.region !== region) return null;
  let [before, upTo] = [rootHash(value), 0];
  const segments: SegmentEntry[] = [];
  for (const entry of value.segments) {
    if (entry.after !== upTo || entry.hash !== chainHash(before, entry)) break;
    segments.push(entry);
    [before, upTo] = [entry.hash, entry.upTo];
  }
  return { ...value, segments };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Hash that the next segment is chained to. */
export const headHash = (manifest: Manifest): string => manifest.segments.at(-1)?.hash ?? rootHash(manifest);
