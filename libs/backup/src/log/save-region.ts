import { DIGEST_START, runningDigest, type EventLog } from '@regieboek/eventing';
import type { BackupFolder } from '../folder/backup-folder.js';
import { PartWriter } from '../folder/part-writer.js';
import { BackupFault } from '../format/backup-fault.js';
import { backupFaults } from '../format/faults.js';
import type { ErasedYouth, LogPart, RegionOfBackup } from '../format/manifest.js';
import { ERASED, erasedIn } from './erased.js';
import { eventIn, firstLine, lastLine, linesIn } from './event-lines.js';
import { spansToSave, type SavedSpan } from './spans.js';

/** Sizes at which a part ends, at the next span of 1,024 events. */
export interface PartLimits {
  readonly eventsMax: number;
  readonly bytesMax: number;
}

export const partLimits: PartLimits = { eventsMax: 65_536, bytesMax: 33_554_432 };

/** Folder, sizes and file names of new parts. */
export interface Saving {
  readonly folder: BackupFolder;
  readonly limits: PartLimits;
  /** File of the next part. */
  readonly nextFile: (content: string) => string;
}

/** The part of a region that is saved, after each part that was added. */
export interface SavedRegion {
  readonly region: RegionOfBackup;
  /** Youths whose erasure is in the part that was added. */
  readonly erased: readonly ErasedYouth[];
}

/** A region of which nothing is saved yet. */
const nothing = (region: string): RegionOfBackup => ({
  ...{ region, position: 0, digest: DIGEST_START.digest, start: DIGEST_START, parts: [] },
});

const timeOf = (line: Buffer): string => eventIn(line)?.recordedAt ?? '';

/** One part under way. */
class OpenPart {
  readonly erased: ErasedYouth[] = [];
  #bytes = 0;
  #from = 0;
  #recordedFrom = '';
  #last: { readonly span: SavedSpan; readonly lines: Buffer } | undefined;

  constructor(
    private readonly region: string,
    private readonly writer: PartWriter,
  ) {}

  /** Adds the lines of a span. */
  async add(span: SavedSpan, lines: Buffer): Promise<void> {
    if (!this.#last) {
      this.#recordedFrom = timeOf(firstLine(lines));
      this.#from = eventIn(firstLine(lines))?.position ?? 0;
    }
    this.#last = { span, lines };
    this.#bytes += lines.length;
    this.#findErased(lines);
    await this.writer.write(lines);
  }

  #findErased(lines: Buffer): void {
    if (!lines.includes(ERASED)) return;
    for (const line of linesIn(lines)) {
      const event = eventIn(line);
      const erased = event && erasedIn(this.region, event);
      if (erased) this.erased.push(erased);
    }
  }

  isFull({ eventsMax, bytesMax }: PartLimits): boolean {
    return this.#bytes >= bytesMax || (this.#last?.span.upTo ?? 0) - this.#from + 1 >= eventsMax;
  }

  /** Completes the part, and adds it to what is saved of the region. */
  async end(saved: RegionOfBackup): Promise<RegionOfBackup> {
    const { file, bytes, sha256 } = await this.writer.end();
    const { span, lines } = this.#last ?? {};
    if (!span || !lines) return saved;
    const times = { recordedFrom: this.#recordedFrom, recordedTo: timeOf(lastLine(lines)) };
    const part: LogPart = { file, bytes, sha256, from: this.#from, to: span.upTo, ...times };
    const { upTo: position, digest, start } = span;
    return { region: this.region, position, digest, start, parts: [...saved.parts, part] };
  }

  abandon(): Promise<void> {
    return this.writer.abandon();
  }
}

/** The lines of a span after a position. */
function linesAfter({ lines, after }: SavedSpan, position: number): Buffer {
  const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.length);
  const known = linesIn(bytes).slice(0, Math.max(0, position - after));
  return bytes.subarray(known.reduce((sum, line) => sum + line.length + 1, 0));
}

/** Throws BackupFault unless the log has the last events that were saved. */
async function mustBeSame(log: EventLog, saved: RegionOfBackup, upTo: number, folder: BackupFolder): Promise<void> {
  const { region, position, digest, start } = saved;
  if (position === 0) return;
  const isSame = upTo >= position && (await runningDigest(log, region, position, { start })) === digest;
  if (!isSame) throw new BackupFault(backupFaults.otherHistory(folder.path, region));
}

/**
 * Adds the events of a region up to a position to what is saved of it, and reports after each part. Throws BackupFault when the log
 * does not have the events that were saved last: it is the log of another ledger, or of this one at an earlier moment.
 */
export async function* saveRegion(
  log: EventLog,
  { region, upTo, saved = nothing(region) }: { region: string; upTo: number; saved?: RegionOfBackup | undefined },
  { folder, limits, nextFile }: Saving,
): AsyncGenerator<SavedRegion> {
  await mustBeSame(log, saved, upTo, folder);
  if (upTo === saved.position) return;
  let state = saved;
  let part: OpenPart | undefined;
  try {
    for await (const span of spansToSave(log, { region, start: saved.start, upTo })) {
      const lines = linesAfter(span, saved.position);
      if (lines.length === 0) continue;
      part ??= new OpenPart(region, await PartWriter.open(folder, nextFile(`log-${region}`)));
      await part.add(span, lines);
      if (!part.isFull(limits) && span.upTo < upTo) continue;
      state = await part.end(state);
      const { erased } = part;
      part = undefined;
      yield { region: state, erased };
    }
  } finally {
    await part?.abandon();
  }
}
