import { readFile } from 'node:fs/promises';
import pMap from 'p-map';
import { IdentitiesAway, type ContractsSnapshot, type Fault } from '@regieboek/platform';
import { OPEN } from '@regieboek/kernel';
import type { Regieboek } from '../process/regieboek.js';
import type { ImportFile, Kind } from './classify.js';
import { seriesOf } from './series.js';

/** What became of one file. */
export interface FileResult {
  readonly file: string;
  readonly kind: Kind;
  readonly status: 'processed' | 'unchanged' | 'refused';
  readonly region: string | null;
  readonly faults: readonly Fault[];
  /** Of a declaration: its id, and how many of its lines were approved. */
  readonly declaration?: { readonly id: string; readonly lines: number; readonly approvedLines: number };
  /** Of a message that was answered with a retour: its id, and which retour; `status` tells whether that refuses it. */
  readonly answer?: { readonly message: string; readonly type: string };
}

/** Called after every file. */
export type OnFile = (result: FileResult) => void;

const CONCURRENT_FILES = 16;

const refused = (file: ImportFile, faults: readonly Fault[]): FileResult => ({
  file: file.path,
  kind: file.kind,
  status: 'refused',
  region: null,
  faults,
});

async function importContracts(regieboek: Regieboek, file: ImportFile): Promise<FileResult> {
  const imported = await regieboek.importRegionFile(await readFile(file.path));
  if (imported.kind === 'refused') {
    return refused(
      file,
      imported.faults.map(({ line, text }) => ({ place: `line ${line}`, text })),
    );
  }
  const status = imported.events > 0 ? 'processed' : 'unchanged';
  return { file: file.path, kind: file.kind, status, region: imported.region, faults: [] };
}

async function importByPlacements(
  regieboek: Regieboek,
  file: ImportFile,
  contracts: ContractsSnapshot,
): Promise<FileResult> {
  const body = await readFile(file.path);
  const taken = await (file.kind === 'residence-facts'
    ? regieboek.facts.take(body)
    : regieboek.messages.take(body, contracts));
  if (taken.status === 'refused') return refused(file, taken.faults);
  const { region, message, answer } = taken;
  const result = { file: file.path, kind: file.kind, status: taken.status, region, faults: [] };
  if (!answer) return result;
  const { type, accepted, faults } = answer;
  return { ...result, ...(accepted ? {} : { status: 'refused' }), faults, answer: { message, type } };
}

async function importDeclaration(
  regieboek: Regieboek,
  file: ImportFile,
  contracts: ContractsSnapshot,
): Promise<FileResult> {
  const taken = await regieboek.declarations.take(await readFile(file.path), contracts).catch((error: unknown) => {
    if (error instanceof IdentitiesAway) return error;
    throw error;
  });
  if (taken instanceof IdentitiesAway) return refused(file, [{ place: 'file', text: taken.message }]);
  if (taken.status === 'refused') return refused(file, taken.faults);
  const { declaration: id, lines, approvedLines, region } = taken;
  const status = taken.status === 'decided' ? 'processed' : 'unchanged';
  return { file: file.path, kind: file.kind, status, region, faults: [], declaration: { id, lines, approvedLines } };
}

function importOne(regieboek: Regieboek, file: ImportFile, contracts: ContractsSnapshot): Promise<FileResult> {
  switch (file.kind) {
    case 'contracts':
      return importContracts(regieboek, file);
    case 'residence-facts':
    case 'JW301':
    case 'other-xml':
    case 'care':
      return importByPlacements(regieboek, file, contracts);
    case 'JW323':
      return importDeclaration(regieboek, file, contracts);
    case 'unknown':
      return Promise.resolve(
        refused(file, [
          { place: 'file', text: 'is no iJw message, no CSV of facts and no contracts.yaml: leave it out' },
        ]),
      );
  }
}

/** Files of one kind that are taken in together. */
export interface Batch {
  readonly kind: Kind;
  readonly files: readonly ImportFile[];
}

/** Runs of files that belong together, in order. */
export function batchesOf(files: readonly ImportFile[]): Batch[] {
  const batches: { kind: Kind; files: ImportFile[] }[] = [];
  for (const file of files) {
    const last = batches.at(-1);
    const first = last?.files[0];
    if (last && first && first.kind === file.kind && isTogether(first, file)) last.files.push(file);
    else batches.push({ kind: file.kind, files: [file] });
  }
  return batches;
}

/** Series that go side by side, each in order: messages by what they touch, declarations by region. */
function seriesIn({ kind, files }: Batch, contracts: ContractsSnapshot): (readonly ImportFile[])[] {
  if (kind !== 'JW323') return seriesOf(files);
  return [...Map.groupBy(files, ({ receiver }) => contracts.regionOf(receiver, LATEST)).values()];
}

const isTogether = (first: ImportFile, file: ImportFile): boolean =>
  file.kind === 'JW301' || file.kind === 'JW323' || (file.kind === 'care' && file.order === first.order);

/** The region of a receiver does not depend on the day here: it only decides what is taken in side by side. */
const LATEST = OPEN;

/**
 * Takes in files in their order, after what was received before and never settled; the results are in that order too.
 * A refused file does not stop the others.
 */
export async function importFiles(
  regieboek: Regieboek,
  files: readonly ImportFile[],
  onFile: OnFile,
): Promise<FileResult[]> {
  await regieboek.resume();
  const results = new Map<string, FileResult>();
  let contracts = await regieboek.messages.snapshot();
  for (const batch of batchesOf(files)) {
    await pMap(
      seriesIn(batch, contracts),
      async (series) => {
        for (const file of series) {
          const result = await importOne(regieboek, file, contracts);
          results.set(file.path, result);
          onFile(result);
        }
      },
      { concurrency: CONCURRENT_FILES },
    );
    if (batch.kind === 'contracts') contracts = await regieboek.messages.snapshot();
  }
  return files.flatMap(({ path }) => results.get(path) ?? []);
}
