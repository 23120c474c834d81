import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventLog, type EventLog, type NewEvent } from '@regieboek/eventing';
import { BackupFolder } from '../src/folder/backup-folder.js';
import { FORMAT, type Manifest, type RegionOfBackup } from '../src/format/manifest.js';
import { partLimits, saveRegion, type PartLimits } from '../src/log/save-region.js';

/** Region of the tests. */
export const region = 'zhz';

let number = 0;

/** Events with texts of many kinds, of which the first in each stream is number 0. */
const eventsFrom = (first: number, count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => {
    number += 1;
    return {
      id: `00000000-0000-4000-8000-${`${number}`.padStart(12, '0')}`,
      type: `finance.thing-${number % 3}.v1`,
      data: { number: first + index, text: '\t"\\\n\u2028é😀'.repeat(number % 7), empty: null },
    };
  });

/** Adds events to three streams of the region, in turn. */
export async function addEvents(log: EventLog, count: number): Promise<void> {
  for (let added = 0; added < count;) {
    const stream = `${region}.thing-${added % 3}`;
    const batch = Math.min(37, count - added);
    let last: number | 'none' = 'none';
    for await (const { revision } of log.read(stream)) last = revision;
    await log.append(stream, last, eventsFrom(added, batch), { actor: 'a-1' });
    added += batch;
  }
}

/** A log with events, at a clock that goes on. */
export async function logWith(count: number): Promise<MemoryEventLog> {
  let minutes = 0;
  const log = new MemoryEventLog({ now: () => new Date(Date.UTC(2025, 9, 1, 0, (minutes += 7))) });
  await addEvents(log, count);
  return log;
}

/** A folder for a backup; `remove` removes it. */
export async function newFolder(): Promise<BackupFolder & { readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'regieboek backup '));
  const folder = new BackupFolder(path);
  await folder.prepare();
  return Object.assign(folder, { remove: () => rm(path, { recursive: true, force: true }) });
}

/** Saves the region up to a position, after what is saved; stops after some parts when told to. */
export async function save(
  log: EventLog,
  folder: BackupFolder,
  { saved, upTo, limits = partLimits, partsMax = Infinity }: SaveOptions = {},
): Promise<RegionOfBackup | undefined> {
  let number = (await readdir(join(folder.path, 'parts'))).length;
  const nextFile = (content: string) => `${`${(number += 1)}`.padStart(6, '0')}-${content}.zst`;
  let latest = saved;
  let parts = 0;
  const range = { region, upTo: upTo ?? (await log.head(region)), saved };
  for await (const made of saveRegion(log, range, { folder, limits, nextFile })) {
    latest = made.region;
    if ((parts += 1) >= partsMax) break;
  }
  return latest;
}

interface SaveOptions {
  readonly saved?: RegionOfBackup | undefined;
  readonly upTo?: number;
  readonly limits?: PartLimits;
  readonly partsMax?: number;
}

/** A complete backup of these regions, without tables. */
export const manifestOf = (...regions: readonly RegionOfBackup[]): Manifest => ({
  ...{ format: FORMAT, version: '1.0.0', ledger: '5b1c0d0e-0000-4000-8000-000000000001' },
  ...{ startedAt: '2025-10-02T00:00:00.000Z', completedAt: '2025-10-02T00:00:01.000Z' },
  ...{ keys: [], regions: [...regions], tables: [], erased: [] },
});
