import type { EncodedEvent, JournalledEvent, SegmentBuilder } from '../../columns/encode/segment-builder.js';
import type { RegionNames } from '../../columns/names/region-names.js';
import type { Manifest } from '../files/manifest.js';
import type { SegmentFolder } from '../files/segment-folder.js';
import { SegmentWriter } from './segment-writer.js';

/** End of a segment, and whether it is written in a separate thread while the next one is built. */
export interface Seal {
  readonly last: JournalledEvent | EncodedEvent;
  readonly isAside: boolean;
}

/** Writes consecutive segments, and commits the manifest after each. */
export class Sealing {
  readonly #writer = new SegmentWriter();
  #manifest: Manifest;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: SegmentFolder,
    manifest: Manifest,
    private readonly commit: (manifest: Manifest) => Promise<void>,
  ) {
    this.#manifest = manifest;
  }

  /**
   * Writes a finished segment. Resolves when it is committed or, when written aside, when the previous one is
   * committed.
   */
  async seal(builder: SegmentBuilder, names: RegionNames, { last, isAside }: Seal): Promise<void> {
    const segment = builder.build();
    const [words, end] = [names.words.since(0), { lastId: last.id, recordedTo: builder.recordedTo }];
    await this.#underWay;
    const { folder, region } = this.folder;
    const manifest = this.#manifest;
    const written = isAside
      ? this.#writer.write({ folder, region, segment, words, end, manifest })
      : this.folder.write(segment, words, end, manifest);
    this.#underWay = written.then((entry) => {
      this.#manifest = { ...manifest, segments: [...manifest.segments, entry] };
      return this.commit(this.#manifest);
    });
    // Awaited before the next segment or at the end; a rejection must not be unhandled until then.
    this.#underWay.catch(() => undefined);
    if (!isAside) await this.#underWay;
  }

  /** Waits for the current write; throws its failure. */
  async end(): Promise<void> {
    try {
      await this.#underWay;
    } finally {
      await this.#writer.end();
    }
  }
}
