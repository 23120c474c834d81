import pMap from 'p-map';
import { GetContractsSnapshot } from '@regieboek/placements';
import type { ContractsSnapshot } from '@regieboek/platform';
import type { Regieboek } from '../process/regieboek.js';
import type { ImportFile, Kind } from './classify.js';
import { seriesOf } from './series.js';
import { type FileResult, importOne } from './import-one.js';

/** Called after every file. */
export type OnFile = (result: FileResult) => void;

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
 * Imports files in order, after pending messages of earlier imports; the results have the same order. A refused file does not
 * stop the others.
 */
export async function importFiles(
  regieboek: Regieboek,
  files: readonly ImportFile[],
  onFile: OnFile,
): Promise<FileResult[]> {
  await regieboek.resume();
  const results = new Map<string, FileResult>();
  let contracts = await regieboek.ask(new GetContractsSnapshot());
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
    if (batch.kind === 'contracts') contracts = await regieboek.ask(new GetContractsSnapshot());
  }
  return files.flatMap(({ path }) => results.get(path) ?? []);
}
