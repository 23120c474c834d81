import type { EventLog } from '@regieboek/eventing';
import type pg from 'pg';
import type { BackupFolder } from './folder/backup-folder.js';
import { mustBeThere } from './folder/part-reader.js';
import { BackupFault } from './format/backup-fault.js';
import { backupFaults } from './format/faults.js';
import { FORMAT, partsOf, type ErasedYouth, type Manifest } from './format/manifest.js';
import { partLimits, saveRegion, type PartLimits, type Saving } from './log/save-region.js';
import type { ChunkLimits } from './tables/find-chunks.js';
import { columnsOf, saveTable } from './tables/save-table.js';
import { headsIn, keysIn, mustKnowTables, onSnapshot } from './tables/snapshot.js';
import { keptTables } from './tables/tables.js';

/** The ledger that is backed up. */
export interface BackupSource {
  /** Address of the database as the owner of its tables, over all regions. */
  readonly ownerUrl: string;
  readonly log: EventLog;
  /** True when the events are in another store than the tables, so that no snapshot has both. */
  readonly isLogElsewhere: boolean;
  /** Id of the ledger. */
  readonly ledger: string;
  /** Version of Regieboek. */
  readonly version: string;
}

/** Options of a backup. */
export interface BackupOptions {
  readonly limits?: PartLimits;
  readonly chunks?: ChunkLimits;
  /** Hears of every part that is finished. */
  readonly onPart?: (manifest: Manifest) => void;
}

/** Result of a backup: what it contains, and which part of that is new. */
export interface BackupResult {
  readonly manifest: Manifest;
  readonly newParts: number;
  readonly newBytes: number;
}

/** Names parts, with numbers above all that were used before. */
function numbering(taken: readonly string[]): (content: string) => string {
  let last = Math.max(0, ...taken.map((name) => Number.parseInt(name, 10)).filter(Number.isSafeInteger));
  return (content) => `${`${(last += 1)}`.padStart(6, '0')}-${content}.zst`;
}

const union = (known: readonly ErasedYouth[], more: readonly ErasedYouth[]): ErasedYouth[] => {
  const id = ({ region, youth }: ErasedYouth) => `${region}/${youth}`;
  return [...new Map([...known, ...more].map((one) => [id(one), one])).values()];
};

const namesIn = (manifest: Manifest): string =>
  partsOf(manifest)
    .map(({ file }) => file)
    .join();

/** A backup under way: its manifest is kept after every part. */
class Backup {
  #manifest: Manifest;
  readonly #saving: Saving & { readonly chunks?: ChunkLimits };

  constructor(
    private readonly source: BackupSource,
    private readonly folder: BackupFolder,
    private readonly options: BackupOptions,
    { base, taken }: { readonly base: Manifest | undefined; readonly taken: readonly string[] },
  ) {
    const { version, ledger } = source;
    const startedAt = new Date().toISOString();
    this.#manifest = {
      ...{ format: FORMAT, version, ledger, startedAt, completedAt: null, keys: [] },
      ...{ regions: base?.regions ?? [], tables: base?.tables ?? [], erased: base?.erased ?? [] },
    };
    this.#saving = {
      ...{ folder, limits: options.limits ?? partLimits, nextFile: numbering(taken) },
      ...(options.chunks ? { chunks: options.chunks } : {}),
    };
  }

  async #keep(changed: Partial<Manifest>): Promise<void> {
    const before = namesIn(this.#manifest);
    this.#manifest = { ...this.#manifest, ...changed };
    if (namesIn(this.#manifest) === before) return;
    await this.folder.keepProgress(this.#manifest);
    this.options.onPart?.(this.#manifest);
  }

  async #tables(snapshot: pg.Client, isNamedByEvents: boolean | undefined): Promise<void> {
    for (const kept of keptTables) {
      if (isNamedByEvents !== undefined && (kept.isNamedByEvents ?? false) !== isNamedByEvents) continue;
      // A ledger of an older version, which is backed up before its upgrade, has fewer tables.
      if ((await columnsOf(snapshot, kept.table)).length === 0) continue;
      const saved = this.#manifest.tables.find(({ table }) => table === kept.table);
      for await (const table of saveTable(snapshot, kept, saved, this.#saving)) {
        const others = this.#manifest.tables.filter((one) => one.table !== kept.table);
        await this.#keep({ tables: [...others, table] });
      }
    }
  }

  async #region(region: string, upTo: number): Promise<void> {
    const saved = this.#manifest.regions.find((one) => one.region === region);
    for await (const made of saveRegion(this.source.log, { region, upTo, saved }, this.#saving)) {
      const others = this.#manifest.regions.filter((one) => one.region !== region);
      const erased = union(this.#manifest.erased, made.erased);
      await this.#keep({ regions: [...others, made.region], erased });
    }
  }

  /** Tables and heads of the regions, from one snapshot. */
  #together(): Promise<ReadonlyMap<string, number>> {
    return onSnapshot(this.source.ownerUrl, async (snapshot) => {
      await this.#begin(snapshot);
      const heads = await headsIn(snapshot);
      await this.#tables(snapshot, undefined);
      return heads;
    });
  }

  /**
   * With the log in another store: first messages and their like, then the heads of the regions, then keys and identities. So the
   * events up to these heads name no key that is missing, and no message counts as processed whose events are missing.
   */
  async #apart(): Promise<ReadonlyMap<string, number>> {
    const { ownerUrl, log } = this.source;
    await onSnapshot(ownerUrl, async (snapshot) => {
      await this.#begin(snapshot);
      await this.#tables(snapshot, false);
    });
    const heads = new Map<string, number>();
    for (const region of await log.regions()) heads.set(region, await log.head(region));
    await onSnapshot(ownerUrl, (snapshot) => this.#tables(snapshot, true));
    return heads;
  }

  async #begin(snapshot: pg.Client): Promise<void> {
    await mustKnowTables(snapshot);
    this.#manifest = { ...this.#manifest, keys: [...(await keysIn(snapshot))] };
  }

  async run(): Promise<Manifest> {
    const heads = await (this.source.isLogElsewhere ? this.#apart() : this.#together());
    for (const { region } of this.#manifest.regions)
      if (!heads.has(region)) throw new BackupFault(backupFaults.otherHistory(this.folder.path, region));
    for (const [region, head] of heads) await this.#region(region, head);
    const byName = { tables: this.#manifest.tables, regions: this.#manifest.regions };
    const manifest: Manifest = {
      ...this.#manifest,
      tables: byName.tables.toSorted((a, b) => a.table.localeCompare(b.table, 'en')),
      regions: byName.regions.toSorted((a, b) => a.region.localeCompare(b.region, 'en')),
      completedAt: new Date().toISOString(),
    };
    await this.folder.finish(manifest);
    return manifest;
  }
}

/**
 * Backs a ledger up into a folder while it is in use: adds what is new since the last backup there, or since the run that was broken
 * off. Throws BackupFault when the folder has a backup of another ledger, or cannot be written; the last complete backup stays usable.
 */
export async function backUp(
  source: BackupSource,
  folder: BackupFolder,
  options: BackupOptions = {},
): Promise<BackupResult> {
  const base = await folder.latest();
  if (base && base.ledger !== source.ledger) throw new BackupFault(backupFaults.otherLedger(folder.path));
  for (const part of base ? partsOf(base) : []) await mustBeThere(folder, part);
  const taken = await folder.partNames();
  const manifest = await new Backup(source, folder, options, { base, taken }).run();
  const before = new Set(taken);
  const added = partsOf(manifest).filter(({ file }) => !before.has(file));
  return { manifest, newParts: added.length, newBytes: added.reduce((sum, { bytes }) => sum + bytes, 0) };
}
