import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Kind of a file to import, in the order in which kinds are taken in. */
export const kinds = ['contracts', 'residence-facts', 'JW301', 'care', 'JW323', 'other-xml', 'unknown'] as const;
export type Kind = (typeof kinds)[number];

/** A file to import; `order` sorts files of one kind. */
export interface ImportFile {
  readonly path: string;
  readonly kind: Kind;
  readonly order: string;
  /** Receiver of a message (Ontvanger): municipality or provider; empty when it cannot be told. */
  readonly receiver: string;
  /** What a JW301, JW305 or JW307 touches: messages that have one of these in common are taken in one after the other. */
  readonly touches: readonly string[];
}

const kindOfRoot: Readonly<Record<string, Kind>> = { jw301: 'JW301', jw305: 'care', jw307: 'care', jw323: 'JW323' };

const HEAD_BYTES = 4_096;

/** Numbers of assignments in the whole of a message, so that it never matters which of two messages comes first in time. */
function touched(head: string, text: string): string[] {
  const [sender, receiver] = [match(/Afzender>\s*(\d{4,8})\s*</, head), match(/Ontvanger>\s*(\d{4,8})\s*</, head)];
  const municipality = sender.length === 4 ? sender : receiver;
  const numbers = [...text.matchAll(/ToewijzingNummer>\s*(\d+)\s*</g)].map(([, number]) => Number(number));
  return [
    `message ${sender} ${match(/Identificatie>\s*([^<\s]+)\s*</, head)}`,
    `client ${match(/Bsn>\s*(\d{9})\s*</, head)}`,
    ...numbers.map((number) => `assignment ${municipality} ${number}`),
  ];
}

const match = (pattern: RegExp, text: string): string => pattern.exec(text)?.[1] ?? '';

/**
 * Kind of a file by its name and first bytes. Messages are in order of their date (Dagtekening), so that a start comes
 * before its stop and declarations come as they were sent. What cannot be told is left to the reader to refuse with reasons.
 */
export function classify(path: string, head: string, whole = (): string => head): ImportFile {
  const extension = extname(path).toLowerCase();
  const plain = { path, order: path, receiver: '', touches: [] };
  if (extension === '.yaml' || extension === '.yml') return { ...plain, kind: 'contracts' };
  if (extension === '.csv') return { ...plain, kind: 'residence-facts' };
  const root = match(/ijw\/3_2\/(jw\d{3})\/schema/, head);
  const kind = kindOfRoot[root] ?? (extension === '.xml' ? 'other-xml' : 'unknown');
  const date = match(/Dagtekening>\s*(\d{4}-\d\d-\d\d)/, head);
  const receiver = match(/Ontvanger>\s*(\d{4,8})\s*</, head);
  const touches = kind === 'JW301' || kind === 'care' ? touched(head, whole()) : [];
  return { path, kind, order: `${date}|${root}`, receiver, touches };
}

async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const importable = /\.(xml|csv|ya?ml)$/i;

/** All files to import from paths and folders, in the order in which they are taken in. Other files in folders are left. */
export async function filesToImport(paths: readonly string[]): Promise<ImportFile[]> {
  const files: ImportFile[] = [];
  for (const path of paths) {
    for (const file of await filesBelow(path)) {
      if (file !== path && !importable.test(file)) continue;
      const content = await readFile(file);
      files.push(classify(file, content.subarray(0, HEAD_BYTES).toString('latin1'), () => content.toString('latin1')));
    }
  }
  return files.sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compare(a.order, b.order) || compare(a.path, b.path),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
