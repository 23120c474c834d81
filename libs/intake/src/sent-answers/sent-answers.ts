import type { DataSource, EntityManager } from 'typeorm';
import { openReadModels, withinRegion, type DatabaseAddresses, type ReadModels } from '@regieboek/platform';
import { sentAnswerEntity } from './entity.js';
import { SentAnswers1700000000043 } from './migration.js';

/** Table of the answers that were put into the outbox. */
export const exchangeTables: ReadModels = {
  schema: 'exchange',
  entities: [sentAnswerEntity],
  migrations: [SentAnswers1700000000043],
};

/** Names of answers, looked up and added. */
export interface SentNames {
  /** Those of the names that were sent. */
  sent(names: readonly string[]): Promise<Set<string>>;
  /** Adds names; returns those that were not there. */
  add(names: readonly string[]): Promise<string[]>;
}

/** The answers that were put into the outbox, over all processes. */
export class SentAnswers {
  constructor(private readonly source: DataSource) {}

  /** Opens the table in a database, and makes it where there is none. */
  static async open(at: string | DatabaseAddresses): Promise<SentAnswers> {
    return new SentAnswers(await openReadModels(at, exchangeTables));
  }

  /** Those of the names that were sent. */
  sent(region: string, names: readonly string[]): Promise<Set<string>> {
    return withinRegion(region, () => namesIn(this.source.manager, region).sent(names));
  }

  /** Runs `work` in a transaction while no other process does so for the region. */
  inTurn<Result>(region: string, work: (names: SentNames) => Promise<Result>): Promise<Result> {
    return withinRegion(region, () =>
      this.source.transaction(async (manager) => {
        await manager.query("SELECT pg_advisory_xact_lock(hashtextextended('outbox/' || $1, 0))", [region]);
        return work(namesIn(manager, region));
      }),
    );
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}

const namesIn = (manager: EntityManager, region: string): SentNames => ({
  async sent(names) {
    const rows: { name: string }[] = await manager.query(
      'SELECT name FROM exchange.sent_answer WHERE region = $1 AND name = ANY ($2)',
      [region, names],
    );
    return new Set(rows.map(({ name }) => name));
  },
  async add(names) {
    const rows: { name: string }[] = await manager.query(
      `INSERT INTO exchange.sent_answer (region, name) SELECT $1, name FROM unnest($2::text[]) name
       ON CONFLICT DO NOTHING RETURNING name`,
      [region, names],
    );
    return rows.map(({ name }) => name);
  },
});
