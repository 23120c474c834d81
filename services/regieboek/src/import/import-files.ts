import pMap from 'p-map';
import { GetContractsSnapshot } from '@regieboek/placements';
import type { ContractsSnapshot } from '@regieboek/platform';
import type { Ledger } from '../process/ledger-as.js';
import type { ImportFile, Kind } from './classify.js';
import { seriesOf } from './series.js';
import { type FileResult, importOne } from './import-one.js';

/** Called after every file. */
export type OnFile = (result: FileResult) => void;

/** Listener to an import, and the signal that stops it before the next file. */
export interface ImportWatch {
  readonly onFile?: OnFile;
  readonly signal?: AbortSignal;
}

/** Results of an import in its order, and the error that stopped it before the other files. */
export interface Imported {
  readonly results: readonly FileResult[];
  readonly failure?: unknown;
}

const CONCURRENT_FILES = 16;

/** Files of one kind that are imported together. */
interface Batch {
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

/** Series that run in parallel, each in order: messages by subject, declarations by region. */
function seriesIn({ kind, files }: Batch, contracts: ContractsSnapshot): (readonly ImportFile[])[] {
  if (kind !== 'JW323') return seriesOf(files);
  return [...Map.groupBy(files, ({ receiver }) => contracts.anyRegionOf(receiver)).values()];
}

const isTogether = (first: ImportFile, file: ImportFile): boolean =>
  file.kind === 'JW301' || file.kind === 'JW323' || (file.kind === 'care' && file.day === first.day);

/**
 * Imports files in order. A refused file does not stop the others; an error does, once the files under way are done: a later file
 * may depend on the one that failed.
 */
export async function importInOrder(
  ledger: Ledger,
  files: readonly ImportFile[],
  { onFile = () => undefined, signal }: ImportWatch = {},
): Promise<Imported> {
  const results = new Map<string, FileResult>();
  const failures: unknown[] = [];
  const isStopped = (): boolean => failures.length > 0 || signal?.aborted === true;
  const contractsNow = () => ledger.ask(new GetContractsSnapshot());
  const importSeries = async (series: readonly ImportFile[], contracts: ContractsSnapshot): Promise<void> => {
    for (const file of series) {
      if (isStopped()) return;
      const result = await importOne(ledger, file, contracts);
      results.set(file.path, result);
      onFile(result);
    }
  };
  let contracts = await contractsNow();
  for (const batch of batchesOf(files)) {
    const current = contracts;
    await pMap(
      seriesIn(batch, current),
      (series) => importSeries(series, current).catch((error: unknown) => void failures.push(error)),
      { concurrency: CONCURRENT_FILES },
    );
    if (isStopped()) break;
    if (batch.kind === 'contracts') contracts = await contractsNow();
  }
  const inOrder = files.flatMap(({ path }) => results.get(path) ?? []);
  return failures.length > 0 ? { results: inOrder, failure: failures[0] } : { results: inOrder };
}

/**
 * Imports files in order, after pending messages of earlier imports; the results have the same order. Throws the first error that
 * is not a refusal of a file.
 */
export async function importFiles(
  regieboek: Ledger & { resume(): Promise<unknown> },
  files: readonly ImportFile[],
  onFile: OnFile,
): Promise<readonly FileResult[]> {
  await regieboek.resume();
  const imported = await importInOrder(regieboek, files, { onFile });
  if ('failure' in imported) throw imported.failure;
  return imported.results;
}
