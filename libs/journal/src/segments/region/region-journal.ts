import { endOfDutchDay } from '../../history/known-at.js';
import type { RegionHistory } from '../../history/region-history.js';
import { toDay, type Day } from '@regieboek/kernel';
import { SegmentBuilder, type EncodedEvent, type JournalledEvent } from '../../columns/encode/segment-builder.js';
import type { DecodedEvent } from '../../columns/read/decode-rows.js';
import { Declarations } from '../../columns/names/declarations.js';
import { contractsAt, sideEvents } from '../../columns/read/known-region.js';
import type { RegionNames } from '../../columns/names/region-names.js';
import { at } from '../../columns/tables/table.js';
import { FileSegments, type CachedFiles } from '../files/file-segments.js';
import { segmentsOfLog, type JournalLog } from '../building/follow-log.js';
import { FORMAT, type Manifest, type SegmentEntry } from '../files/manifest.js';
import { namesToBuild, namesToRead, type NamesToRead } from './region-names.js';
import { Sealing } from '../building/sealing.js';
import { countedBytes } from '../files/segment-files.js';
import { SegmentDamaged, type SegmentFolder } from '../files/segment-folder.js';
import { pause, type Watch } from '../watch.js';

type Recorded = JournalledEvent | EncodedEvent;

/** All events after a position, in the cheapest available form. */
const readFrom = (log: JournalLog, region: string, after: number): AsyncIterable<readonly Recorded[]> =>
  log.readEncoded?.(region, { after }) ?? log.readRegion(region, { after });

/** Sizes of a journal. */
export interface JournalSizes {
  /** Events in a full segment. */
  readonly segmentEvents: number;
  /** Bytes of lines, and of rows without columns, that also make a segment full; 128 MiB when left out. */
  readonly segmentBytes?: number;
  /** Maximum bytes of files kept in memory between runs. */
  readonly keptBytesMax: number;
  /**
   * A full segment with at least this many events is written in a separate thread, if as many are still to be read;
   * 100,000 when left out.
   */
  readonly asideEvents?: number;
}

/** Building a segment takes a few times its bytes of memory. */
const SEGMENT_BYTES = 128 * 1024 * 1024;

/** For fewer events a thread costs more than it saves. */
const ASIDE_EVENTS = 100_000;

/** Once this many partial segments exist, the newest are merged. */
const SMALL_SEGMENTS_MAX = 8;

/** A segment is much larger than others when it has this multiple of their total events. */
const MUCH_LARGER = 4;

/** Maximum repairs within one question; more means that the folder does not keep what is written. */
const MENDS_MAX = 3;

/** An opened region: its segments, and the dictionaries to read them with. */
export interface OpenedSegments {
  readonly manifest: Manifest;
  readonly segments: FileSegments;
  readonly names: NamesToRead;
  /** Definition and contracts, in order. */
  readonly contractEvents: readonly DecodedEvent[];
  readonly declarations: Declarations;
}

/** Segments of one region: built from the log, checked against it, read from files. */
export class RegionJournal {
  #manifest: Manifest | null = null;
  #building: RegionNames | null = null;
  #opened: OpenedSegments | null = null;
  readonly #kept: CachedFiles = new Map();
  /** Resolves when the last question has been answered or refused. */
  #turn: Promise<undefined> = Promise.resolve(undefined);

  constructor(
    private readonly log: JournalLog,
    private readonly folder: SegmentFolder,
    private readonly sizes: JournalSizes,
  ) {}

  /**
   * Answers a question from segments that reach the head of the log, after rebuilding damaged ones. Runs one question
   * at a time. Rejects with the reason of an aborted signal; segments finished by then remain.
   */
  ask<Answer>(question: (opened: OpenedSegments) => Promise<Answer> | Answer, watch: Watch = {}): Promise<Answer> {
    const answer = this.#turn.then(() => this.#mending(question, watch));
    // An answer can be large: do not keep it until the next question.
    this.#turn = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  }

  /** Resolves when all questions so far have been answered or refused. */
  async idle(): Promise<void> {
    await this.#turn;
  }

  async #mending<Answer>(
    question: (opened: OpenedSegments) => Promise<Answer> | Answer,
    watch: Watch,
  ): Promise<Answer> {
    for (let mends = 0; ; mends += 1) {
      try {
        watch.signal?.throwIfAborted();
        await this.#catchUp(watch);
        return await question(this.#open());
      } catch (error) {
        if (!(error instanceof SegmentDamaged) || mends >= MENDS_MAX) throw error;
        await this.#drop(error.after);
      }
    }
  }

  /** Drops the segments from a position on. */
  async #drop(after: number): Promise<void> {
    const manifest = this.#manifest;
    if (!manifest) return;
    await this.#commit({ ...manifest, segments: manifest.segments.filter((entry) => entry.after < after) });
    this.#building = null;
    this.#kept.clear();
  }

  async #commit(manifest: Manifest): Promise<void> {
    await this.folder.commit(manifest);
    this.#manifest = manifest;
    this.#opened = null;
  }

  async #catchUp(watch: Watch): Promise<void> {
    const found = this.#manifest ?? (await this.folder.manifest());
    const own = found ? await segmentsOfLog(this.log, found) : null;
    this.#manifest = found;
    if (!own) await this.#begin();
    else if (own.length !== found?.segments.length) await this.#drop(own.at(-1)?.upTo ?? 0);
    await this.#extend(watch);
  }

  /** An empty manifest for the present log. */
  async #begin(): Promise<void> {
    this.#building = null;
    this.#kept.clear();
    for await (const [first] of this.log.readRegion(this.folder.region, { upTo: 1 })) {
      if (first) await this.#commit({ format: FORMAT, region: this.folder.region, firstId: first.id, segments: [] });
      return;
    }
    this.#opened = null;
    this.#manifest = { format: FORMAT, region: this.folder.region, firstId: '', segments: [] };
  }

  /** Builds segments up to the head of the log. */
  async #extend(watch: Watch): Promise<void> {
    const manifest = this.#manifest;
    if (!manifest || manifest.firstId === '') return;
    const upTo = manifest.segments.at(-1)?.upTo ?? 0;
    const head = await this.log.head(this.folder.region);
    if (head <= upTo) return;
    const kept = withoutSmall(manifest.segments, ({ after, upTo: end, files }) =>
      this.#isFull(end - after, countedBytes(files)),
    );
    if (kept.length < manifest.segments.length) {
      this.#building = null;
      this.#kept.clear();
    }
    await this.#build({ ...manifest, segments: kept }, head, (done) =>
      pause(watch, { step: 'reading', done, total: head }),
    );
  }

  #isFull(events: number, bytes: number): boolean {
    return events >= this.sizes.segmentEvents || bytes >= (this.sizes.segmentBytes ?? SEGMENT_BYTES);
  }

  async #build(begun: Manifest, head: number, readUpTo: (position: number) => Promise<void>): Promise<void> {
    const after = begun.segments.at(-1)?.upTo ?? 0;
    const names = (this.#building ??= namesToBuild(begun.segments, (entry, name) => this.folder.read(entry, name)));
    // Dictionaries with more than the segments contain would give wrong numbers: read them again after a failure.
    this.#building = null;
    const sealing = new Sealing(this.folder, begun, (manifest) => this.#commit(manifest));
    try {
      let builder = new SegmentBuilder(names, after);
      let last: Recorded | undefined;
      for await (const batch of readFrom(this.log, this.folder.region, after)) {
        for (const event of batch) {
          builder.add(event);
          last = event;
          if (!this.#isFull(builder.size, builder.bytes)) continue;
          const isAside = Math.min(builder.size, head - event.position) >= (this.sizes.asideEvents ?? ASIDE_EVENTS);
          await sealing.seal(builder, names, { last, isAside });
          builder = new SegmentBuilder(names, event.position);
        }
        await readUpTo(last?.position ?? after);
      }
      if (builder.size > 0 && last) await sealing.seal(builder, names, { last, isAside: false });
    } finally {
      await sealing.end();
    }
    this.#building = names;
  }

  #open(): OpenedSegments {
    if (this.#opened) return this.#opened;
    const manifest = this.#manifest ?? { format: FORMAT, region: this.folder.region, firstId: '', segments: [] };
    const keep = { bytesMax: this.sizes.keptBytesMax, files: this.#kept };
    const segments = new FileSegments(this.folder, manifest.segments, keep);
    const names = namesToRead(manifest.segments, (entry, name) => segments.read(entry, name));
    // A table may be valid only until the next one is read, so one reading yields both.
    const contractEvents: DecodedEvent[] = [];
    const others = manifest.segments.values().map((entry) => {
      const other = segments.other(entry);
      contractEvents.push(...sideEvents({ other }, names).filter(({ type }) => type.startsWith('contracts.')));
      return other;
    });
    this.#opened = {
      manifest,
      segments,
      names,
      contractEvents,
      declarations: new Declarations(others, names),
    };
    return this.#opened;
  }
}

/**
 * Segments that remain when many are partial and the newest are merged: leaves out the newest, and each earlier one
 * that is not much larger than all after it. So a large segment is seldom rebuilt, however often a few events arrive.
 */
function withoutSmall(
  segments: readonly SegmentEntry[],
  isFull: (entry: SegmentEntry) => boolean,
): readonly SegmentEntry[] {
  const sizes = segments.map(({ after, upTo }) => upTo - after);
  const firstSmall = segments.findLastIndex(isFull) + 1;
  if (sizes.length - firstSmall < SMALL_SEGMENTS_MAX) return segments;
  let [kept, merged] = [sizes.length, 0];
  for (; kept > firstSmall; kept -= 1) {
    const size = sizes[kept - 1] ?? 0;
    if (merged > 0 && size > merged * MUCH_LARGER) break;
    merged += size;
  }
  return segments.slice(0, kept);
}

/** Position of the last event before the first one that was recorded after a Dutch calendar day. */
export function positionIn({ manifest, segments }: OpenedSegments, day: Day): number {
  const end = endOfDutchDay(day);
  let position = 0;
  for (const entry of manifest.segments) {
    if (entry.recordedTo < end) {
      position = entry.upTo;
      continue;
    }
    const { column, rows } = segments.events(entry);
    const [endDay, endMillisecond] = [toDay(end.slice(0, 10)), Number(end.slice(11, 13)) * 3_600_000];
    for (let row = 0; row < rows; row += 1) {
      const recordedDay = at(column.recordedDay, row);
      const isLater =
        recordedDay > endDay || (recordedDay === endDay && at(column.recordedMillisecond, row) >= endMillisecond);
      if (isLater) return position;
      position = at(column.position, row);
    }
  }
  return position;
}

/** Definition and contracts of a region as known at a position. */
export const regionAt = ({ contractEvents }: OpenedSegments, upTo: number): RegionHistory =>
  contractsAt(contractEvents, upTo);
