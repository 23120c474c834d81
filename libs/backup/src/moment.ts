import type { EncodedEvent } from '@regieboek/eventing';
import { decode } from '@regieboek/events';
import type { BackupFolder } from './folder/backup-folder.js';
import { BackupFault } from './format/backup-fault.js';
import { backupFaults } from './format/faults.js';
import type { Manifest, RegionOfBackup } from './format/manifest.js';
import { savedEvents } from './log/saved-events.js';

/** Moment to restore: named regions up to a position and all others whole, or all regions as recorded before a time (ISO 8601, UTC). */
export type Moment = { readonly upTo: ReadonlyMap<string, number> } | { readonly before: string };

/** Part of a region that a restore to a moment leaves out: everything after a position. */
export interface Cut {
  readonly region: string;
  readonly upTo: number;
  /** Time in ISO 8601: messages received later are left out. */
  readonly at: string;
  /** Ids in the log of the messages whose declarations were concluded by then. */
  readonly declarations: readonly string[];
}

const [RECEIVED, DECIDED] = ['finance.declaration-received.v1', 'finance.declaration-decided.v1'] as const;

/** Messages of the declarations in a log that are concluded: half a declaration does not count. */
class ConcludedDeclarations {
  readonly #open = new Map<string, string>();
  readonly messages: string[] = [];

  add({ stream, type, json }: EncodedEvent): void {
    if (type === RECEIVED) {
      const decoded = decode({ type, data: JSON.parse(Buffer.from(json).toString('utf8')) });
      if (decoded.type === RECEIVED) this.#open.set(stream, decoded.data.message);
    }
    const message = this.#open.get(stream);
    if (type !== DECIDED || message === undefined) return;
    this.#open.delete(stream);
    this.messages.push(message);
  }
}

/** True while an event is within the moment. */
type Within = (event: Pick<EncodedEvent, 'position' | 'recordedAt'>) => boolean;

async function cutOf(folder: BackupFolder, region: RegionOfBackup, isWithin: Within): Promise<Cut | undefined> {
  const declarations = new ConcludedDeclarations();
  let last = { position: 0, recordedAt: new Date(0).toISOString() };
  for await (const events of savedEvents(folder, region))
    for (const event of events) {
      if (!isWithin(event)) {
        const { position: upTo, recordedAt: at } = last;
        return { region: region.region, upTo, at, declarations: declarations.messages };
      }
      last = { position: event.position, recordedAt: event.recordedAt };
      declarations.add(event);
    }
  return undefined;
}

function withinOf(moment: Moment, { region }: RegionOfBackup): Within {
  if ('before' in moment) return ({ recordedAt }) => recordedAt < moment.before;
  const upTo = moment.upTo.get(region) ?? Infinity;
  return ({ position }) => position <= upTo;
}

function mustHave({ regions }: Manifest, upTo: ReadonlyMap<string, number>): void {
  for (const [name, position] of upTo) {
    const region = regions.find((one) => one.region === name);
    if (!region || region.position < position)
      throw new BackupFault(backupFaults.noPosition(name, position, region?.position ?? 0));
  }
}

/**
 * Cuts of the regions that have events after a moment. Throws BackupFault when the backup does not have a region or position that is
 * named.
 */
export async function cutsFor(folder: BackupFolder, manifest: Manifest, moment: Moment): Promise<readonly Cut[]> {
  if ('upTo' in moment) mustHave(manifest, moment.upTo);
  const cuts: Cut[] = [];
  for (const region of manifest.regions) {
    const cut = await cutOf(folder, region, withinOf(moment, region));
    if (cut) cuts.push('before' in moment ? { ...cut, at: moment.before } : cut);
  }
  return cuts;
}
