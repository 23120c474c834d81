import { Inject, Injectable } from '@nestjs/common';
import { In, type DataSource } from 'typeorm';
import { Refusal, type CalendarDate } from '@regieboek/kernel';
import { TODAY, withinRegion, type Today } from '@regieboek/platform';
import { remarkRow, type RemarkRow } from '../read-model/remarks/entity.js';
import { SOURCE } from '../tokens.js';
import { remarkFaults, REMARKS_MAX, type RecordedRemark, type Remark } from './remark.js';

/** Remarks to write, and their author. */
export interface RemarksRequest {
  readonly remarks: readonly Remark[];
  readonly by: string;
}

/** Numbers of remarks that were written, deleted, and left as they were. */
export interface RemarksWritten {
  readonly written: number;
  readonly deleted: number;
  readonly unchanged: number;
}

/** Rows that one statement writes: PostgreSQL accepts 65,535 parameters. */
const ROWS_AT_ONCE = 1_000;

/** Remarks about lines of work lists. They are notes of people, so they are kept in a table and not in the log. */
@Injectable()
export class Remarks {
  constructor(
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Remarks of a region by the keys of lines. */
  async of(region: string): Promise<ReadonlyMap<string, RecordedRemark>> {
    const rows = await withinRegion(region, () =>
      this.source.getRepository(remarkRow).find({ where: { region }, order: { key: 'ASC' } }),
    );
    return new Map(
      rows.map(({ key, remark, writtenBy, writtenOn }) => [key, { key, remark, by: writtenBy, on: writtenOn }]),
    );
  }

  /** Writes remarks; the last one of a key counts. Throws a Refusal with all faults, and then writes none. */
  async write(region: string, { remarks, by }: RemarksRequest): Promise<RemarksWritten> {
    if (remarks.length > REMARKS_MAX)
      throw new Refusal('too-many-remarks', 'invalid', `at most ${REMARKS_MAX} remarks at once: divide the list`);
    const faults = remarkFaults(remarks).map(({ index, field, text }) => ({
      place: `remark ${index + 1}, ${field}`,
      text: text.en,
    }));
    if (faults.length > 0)
      throw new Refusal('invalid-remarks', 'invalid', 'some remarks cannot be kept; none was written', { faults });
    const before = await this.of(region);
    const changed = [...new Map(remarks.map((one) => [one.key, one.remark]))].filter(
      ([key, text]) => text !== (before.get(key)?.remark ?? ''),
    );
    const deleted = changed.filter(([, text]) => text === '').map(([key]) => key);
    const written = changed.filter(([, text]) => text !== '');
    await withinRegion(region, () => this.record(region, { deleted, written, by, on: this.today() }));
    return { written: written.length, deleted: deleted.length, unchanged: remarks.length - changed.length };
  }

  private async record(
    region: string,
    change: {
      readonly deleted: readonly string[];
      readonly written: readonly (readonly [string, string])[];
      readonly by: string;
      readonly on: CalendarDate;
    },
  ): Promise<void> {
    const { deleted, written, by: writtenBy, on: writtenOn } = change;
    const rows = written.map(([key, remark]): RemarkRow => {
      return { region, key, remark, writtenBy, writtenOn, writtenAt: new Date() };
    });
    await this.source.transaction(async (manager) => {
      const table = manager.getRepository(remarkRow);
      if (deleted.length > 0) await table.delete({ region, key: In([...deleted]) });
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
        await table.upsert(rows.slice(at, at + ROWS_AT_ONCE), ['region', 'key']);
    });
  }
}
