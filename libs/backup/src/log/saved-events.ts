import { RunningDigest, type EncodedEvent } from '@regieboek/eventing';
import { contentOf } from '../folder/part-reader.js';
import type { BackupFolder } from '../folder/backup-folder.js';
import { BackupFault } from '../format/backup-fault.js';
import { backupFaults } from '../format/faults.js';
import type { LogPart, RegionOfBackup } from '../format/manifest.js';
import { eventIn, linesOf } from './event-lines.js';

/** Events of one part, in batches. Throws BackupFault, naming the part, where its content is not what the manifest says. */
async function* inPart(folder: BackupFolder, part: LogPart): AsyncGenerator<readonly EncodedEvent[]> {
  const fault = (reason: string) => new BackupFault(backupFaults.content(folder.partPath(part.file), reason));
  let last = part.from - 1;
  for await (const lines of linesOf(contentOf(folder, part))) {
    const events: EncodedEvent[] = [];
    for (const line of lines) {
      const event = eventIn(line);
      if (event?.position !== last + 1 || event.position > part.to) throw fault(`after position ${last}`);
      last = event.position;
      events.push(event);
    }
    yield events;
  }
  if (last !== part.to) throw fault(`ends at position ${last}, not ${part.to}`);
}

/** Throws BackupFault unless the parts of a region have all positions from 1 to the position of the region. */
export function checkOrder(folder: BackupFolder, { parts, position, region }: RegionOfBackup): void {
  let last = 0;
  for (const part of parts) {
    if (part.from !== last + 1 || part.to < part.from)
      throw new BackupFault(backupFaults.order(folder.partPath(part.file)));
    last = part.to;
  }
  if (last !== position)
    throw new BackupFault(backupFaults.missing(`the part of region ${region} after position ${last}`));
}

/** Options of `savedEvents`: the last position, and a digest of the region that the events are added to. */
interface SavedEventsOptions {
  readonly upTo?: number;
  readonly digest?: RunningDigest;
}

/**
 * Events of a region in a backup, in batches, up to a position. Each part must have the digest that the manifest names for the whole
 * region; this is checked when the end is read. Throws BackupFault, naming the part.
 */
export async function* savedEvents(
  folder: BackupFolder,
  region: RegionOfBackup,
  { upTo = region.position, digest = new RunningDigest(region.region) }: SavedEventsOptions = {},
): AsyncGenerator<readonly EncodedEvent[]> {
  checkOrder(folder, region);
  for (const part of region.parts) {
    if (part.from > upTo) return;
    for await (const events of inPart(folder, part)) {
      const within =
        (events.at(-1)?.position ?? 0) <= upTo ? events : events.filter(({ position }) => position <= upTo);
      for (const event of within) digest.add(event);
      if (within.length > 0) yield within;
    }
  }
  const last = region.parts.at(-1);
  if (last && upTo === region.position && digest.value() !== region.digest)
    throw new BackupFault(backupFaults.content(folder.partPath(last.file), `digest of region ${region.region}`));
}
