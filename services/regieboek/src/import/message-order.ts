import { kinds, type ImportFile } from './classify.js';
import { predecessorsAmong, type Predecessors } from './relations.js';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Text with its numbers at one width, so that `D9` comes before `D10`. */
const inOrderOfNumbers = (text: string): string => text.replace(/\d+/g, (digits) => digits.padStart(40, '0'));

/** Order in which files were made: kind, day, month declared, identification. */
const byMaking = (a: ImportFile, b: ImportFile): number =>
  kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
  compare(a.day, b.day) ||
  compare(a.period, b.period) ||
  compare(inOrderOfNumbers(a.identification), inOrderOfNumbers(b.identification)) ||
  compare(a.sender, b.sender) ||
  compare(a.receiver, b.receiver);

const isRead = ({ kind }: ImportFile): boolean => kind !== 'unreadable' && kind !== 'passed-over';

/** Files that only their content distinguishes, in order of content. */
async function byContent(files: readonly ImportFile[]): Promise<ImportFile[]> {
  if (files.length < 2 || !files.every(isRead)) return [...files];
  const read: { file: ImportFile; content: Buffer }[] = [];
  for (const file of files) read.push({ file, content: await file.read() });
  return read.sort((a, b) => Buffer.compare(a.content, b.content)).map(({ file }) => file);
}

/** Neighbours that belong together, in order. */
function runsOf(files: readonly ImportFile[], together: (a: ImportFile, b: ImportFile) => boolean): ImportFile[][] {
  const runs: ImportFile[][] = [];
  for (const file of files) {
    const last = runs.at(-1);
    const first = last?.[0];
    if (last && first && together(first, file)) last.push(file);
    else runs.push([file]);
  }
  return runs;
}

/** Files in order, each after its predecessors. In a cycle their original order decides. */
function afterPredecessors(files: readonly ImportFile[], before: Predecessors): ImportFile[] {
  const ordered = new Set<ImportFile>();
  const entered = new Set<ImportFile>();
  for (const file of files) {
    const path = [file];
    while (path.length > 0) {
      const at = path.at(-1);
      if (at === undefined) break;
      entered.add(at);
      const next = files.length > 1 ? (before.get(at) ?? []).find((one) => !entered.has(one)) : undefined;
      if (next) path.push(next);
      else {
        ordered.add(at);
        path.pop();
      }
    }
  }
  return [...ordered];
}

/**
 * Files in import order: by kind, then in the order in which they were made (day, month declared, identification) and, within a
 * day, by their relations. Names of files and the order they arrive in have no influence.
 */
export async function inCreationOrder(files: readonly ImportFile[]): Promise<ImportFile[]> {
  const sorted: ImportFile[] = [];
  for (const alike of runsOf([...files].sort(byMaking), (a, b) => byMaking(a, b) === 0))
    sorted.push(...(await byContent(alike)));
  const ordered: ImportFile[] = [];
  for (const day of runsOf(sorted, (a, b) => a.kind === b.kind && a.day === b.day))
    ordered.push(...afterPredecessors(day, await predecessorsAmong(day)));
  return ordered;
}
