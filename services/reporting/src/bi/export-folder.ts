import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '@regieboek/kernel';
import { privateFolder, privateStream, writePrivate } from '@regieboek/platform/files';
import { metricDescriptions } from '../domain/metrics/description.js';
import { figuresOf } from './digest.js';
import { writers, type BiForm } from './forms.js';
import { ggmSql } from './ggm/ggm-sql.js';
import {
  BI_FORMAT,
  biManifest,
  isSameDelivery,
  pathOf,
  rowsByTable,
  tableDescriptions,
  type BiFile,
  type BiManifest,
} from './manifest.js';
import { partitionsOf, type Partition } from './partitions.js';
import type { Delivery, Star } from './star-source.js';

/** Folder of an export, and the form of its files. */
export interface BiTarget {
  readonly folder: string;
  readonly form: BiForm;
  /** Hears of every file. */
  readonly onFile?: (file: BiFile, isNew: boolean) => void;
}

const MANIFEST = 'manifest.json';

/** Definitions of the figures by name, for those who compute them from the tables. */
const METRICS = 'metrics.json';

/** Views over Parquet files in the names of the municipal data model. */
const GGM = 'ggm.sql';

/** The folder contains something else than an export for the same purpose and receiver. */
export class OtherExport extends Refusal {
  override readonly name = 'OtherExport';
  constructor(folder: string) {
    super('refused', 'conflict', {
      en: `${folder} contains an export of another region, purpose, receiver or form: choose another folder`,
      nl: `${folder} bevat een levering van een andere jeugdregio, een ander doel, een andere ontvanger of vorm: kies een andere map`,
    });
  }
}

/** The manifest of an earlier export; undefined when there is none, or another version of the product wrote it. */
async function earlierIn(folder: string): Promise<BiManifest | undefined> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return biManifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Place of the next content of a file: no program takes it for a table. */
const unnamed = (place: string): string => `${place}.part`;

/** A stream that counts and hashes what passes. */
function measured() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      hash.update(part);
      done(null, part);
    },
  });
  return { stream, figures: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/**
 * Writes the files of an export, and leaves those whose content did not change. New files get their names at the end, together, so
 * that an export that is interrupted leaves the earlier one as it was.
 */
class FolderWriter {
  readonly #earlier: ReadonlyMap<string, BiFile>;
  /** Files that were written and do not have their names yet. */
  readonly #unnamed: string[] = [];

  constructor(
    private readonly target: BiTarget,
    private readonly position: number,
    earlier: BiManifest | undefined,
  ) {
    this.#earlier = new Map(earlier?.files.map((file) => [file.path, file]));
  }

  async write({ table, region, month, rows }: Partition): Promise<BiFile> {
    const { form, onFile } = this.target;
    const { ending, parts } = writers[form];
    const path = pathOf({ table: table.name, region, month }, ending);
    const { rows: count, content, sums } = figuresOf(table, rows());
    const known = this.#earlier.get(path);
    if (known?.content === content && (await this.#isThere(known))) {
      onFile?.(known, false);
      return known;
    }
    const written = await this.#replace(path, parts(table, rows()));
    const file = {
      path,
      table: table.name,
      month,
      rows: count,
      ...written,
      content,
      position: this.position,
      sums,
    };
    onFile?.(file, true);
    return file;
  }

  /** True for the file that the manifest names: an export that was interrupted may have left another under its name. */
  async #isThere({ path, sha256 }: BiFile): Promise<boolean> {
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(join(this.target.folder, path)), hash);
    } catch {
      return false;
    }
    return hash.digest('hex') === sha256;
  }

  /** Writes the next content of a file beside it. */
  async #replace(path: string, parts: AsyncIterable<Uint8Array | string>): Promise<{ bytes: number; sha256: string }> {
    const place = join(this.target.folder, path);
    await privateFolder(dirname(place));
    const unfinished = unnamed(place);
    await rm(unfinished, { force: true });
    const { stream, figures } = measured();
    await pipeline(parts, stream, privateStream(unfinished));
    this.#unnamed.push(place);
    return figures();
  }

  /** Gives the files that were written their names. */
  async name(): Promise<void> {
    for (const place of this.#unnamed) await rename(unnamed(place), place);
  }

  /** Removes files of the earlier export that this one does not have. */
  async removeOthers(files: readonly BiFile[]): Promise<void> {
    const kept = new Set(files.map(({ path }) => path));
    for (const path of this.#earlier.keys())
      if (!kept.has(path)) await rm(join(this.target.folder, path), { force: true });
  }
}

/**
 * Writes a region to a folder, as files by table and month, and last of all the manifest that names them. Files whose content did
 * not change keep their bytes. Throws OtherExport when the folder belongs to another export.
 */
export async function exportToFolder(star: Star, delivery: Delivery, target: BiTarget): Promise<BiManifest> {
  const { region, purpose, receiver } = delivery;
  const earlier = await earlierIn(target.folder);
  if (earlier && !isSameDelivery(earlier, { region, purpose, receiver, form: target.form }))
    throw new OtherExport(target.folder);
  await privateFolder(target.folder);
  const { position, knownOn, ruleSet } = star.made;
  const writer = new FolderWriter(target, position, earlier);
  const files: BiFile[] = [];
  for await (const partition of partitionsOf(star)) files.push(await writer.write(partition));
  await writer.name();
  await writer.removeOthers(files);
  const manifest: BiManifest = {
    ...{ format: BI_FORMAT, region, purpose, receiver, form: target.form, position, knownOn, ruleSet },
    ...{ rows: rowsByTable(files), files, tables: tableDescriptions() },
  };
  await writePrivate(join(target.folder, METRICS), `${JSON.stringify(metricDescriptions(), null, 2)}\n`);
  if (target.form === 'parquet') await writePrivate(join(target.folder, GGM), ggmSql());
  await writePrivate(join(target.folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
