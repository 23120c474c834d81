import { DIGEST_START, RunningDigest, type EncodedEvent, type EventLog, type Recorded } from '@regieboek/eventing';
import type { BackupFolder } from '../folder/backup-folder.js';
import { PartWriter } from '../folder/part-writer.js';
import { BackupFault } from '../format/backup-fault.js';
import { backupFaults } from '../format/faults.js';
import type { ErasedYouth, LogPart, RegionOfBackup } from '../format/manifest.js';
import { erasedIn } from './erased.js';
import { EventLines } from './event-lines.js';

/** Sizes at which a part ends. */
export interface PartLimits {
  readonly eventsMax: number;
  readonly bytesMax: number;
}

export const partLimits: PartLimits = { eventsMax: 65_536, bytesMax: 33_554_432 };

/** Where parts go: the folder, names for them, and who is told that one is finished. */
export interface Saving {
  readonly folder: BackupFolder;
  readonly limits: PartLimits;
  /** File of the next part. */
  readonly nextFile: (content: string) => string;
}

/** The part of a region that is saved, after each part that was added. */
export interface SavedRegion {
  readonly region: RegionOfBackup;
  readonly erased: readonly ErasedYouth[];
}

/** A region of which nothing is saved yet. */
const nothing = (region: string): RegionOfBackup => ({
  ...{ region, position: 0, digest: DIGEST_START.digest, start: DIGEST_START, parts: [] },
});

/** One part under way. */
class OpenPart {
  readonly #lines = new EventLines();
  readonly erased: ErasedYouth[] = [];
  #bytes = 0;
  #first: Recorded | EncodedEvent | undefined;
  #last = { position: 0, recordedAt: '' };
  #recordedFrom = '';

  constructor(
    private readonly region: string,
    private readonly writer: PartWriter,
  ) {}

  async add(event: Recorded | EncodedEvent): Promise<void> {
    if (!this.#lines.add(event)) throw new BackupFault(backupFaults.controlCharacter(this.region, event.position));
    if (!this.#first) this.#recordedFrom = event.recordedAt;
    this.#first ??= event;
    this.#last = { position: event.position, recordedAt: event.recordedAt };
    const erased = erasedIn(this.region, event);
    if (erased) this.erased.push(erased);
    if (this.#lines.isFull) await this.#flush();
  }

  async #flush(): Promise<void> {
    const block = this.#lines.take();
    this.#bytes += block.length;
    await this.writer.write(block);
  }

  isFull({ eventsMax, bytesMax }: PartLimits): boolean {
    return this.#bytes >= bytesMax || this.#last.position - (this.#first?.position ?? 0) + 1 >= eventsMax;
  }

  async end(): Promise<LogPart> {
    await this.#flush();
    const { file, bytes, sha256 } = await this.writer.end();
    const [from, to] = [this.#first?.position ?? 0, this.#last.position];
    return {
      ...{ file, bytes, sha256, from, to },
      recordedFrom: this.#recordedFrom,
      recordedTo: this.#last.recordedAt,
    };
  }

  abandon(): Promise<void> {
    return this.writer.abandon();
  }
}

const eventsAfter = (log: EventLog, region: string, after: number, upTo: number) =>
  log.readEncoded?.(region, { after, upTo }) ?? log.readRegion(region, { after, upTo });

/**
 * Adds the events of a region up to a position to what is saved of it, and reports after each part. Throws BackupFault when the log
 * does not have the events that were saved last: it is the log of another ledger, or of this one at an earlier moment.
 */
export async function* saveRegion(
  log: EventLog,
  { region, upTo, saved = nothing(region) }: { region: string; upTo: number; saved?: RegionOfBackup | undefined },
  { folder, limits, nextFile }: Saving,
): AsyncGenerator<SavedRegion> {
  const digest = new RunningDigest(region, saved.start);
  const otherHistory = () => new BackupFault(backupFaults.otherHistory(folder.path, region));
  if (upTo < saved.position) throw otherHistory();
  const check = () => {
    if (digest.position === saved.position && digest.value() !== saved.digest) throw otherHistory();
  };
  if (upTo === 0) return;
  let state = saved;
  let part: OpenPart | undefined;
  const ended = async (one: OpenPart): Promise<SavedRegion> => {
    const made = await one.end();
    const { position, start } = digest;
    state = { region, position, digest: digest.value(), start, parts: [...state.parts, made] };
    return { region: state, erased: one.erased };
  };
  try {
    for await (const events of eventsAfter(log, region, saved.start.position, upTo))
      for (const event of events) {
        digest.add(event);
        if (event.position <= saved.position) {
          check();
          continue;
        }
        part ??= new OpenPart(region, await PartWriter.open(folder, nextFile(`log-${region}`)));
        await part.add(event);
        if (!part.isFull(limits)) continue;
        const full = part;
        part = undefined;
        yield await ended(full);
      }
    if (!part) return;
    const rest = part;
    part = undefined;
    yield await ended(rest);
  } finally {
    await part?.abandon();
  }
}
