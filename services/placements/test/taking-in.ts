/** Placements taking in messages and files, on a database and a log in memory, for tests. */
import pg from 'pg';
import { MemoryEventLog, eventId } from '@regieboek/eventing';
import { validated, type DomainEvent } from '@regieboek/events';
import { fromDay, toDay } from '@regieboek/kernel';
import {
  cipherWith,
  ContractsCopy,
  contractsCopyIn,
  fixedToday,
  MessageStore,
  messageTableIn,
  openReadModels,
  ProjectionRunner,
} from '@regieboek/platform';
import { startTestDatabase, type TestDatabase } from '@regieboek/platform/testing';
import { MessageAnswers } from '../src/answer/message-answers.js';
import { FactsIntake } from '../src/import/facts-intake.js';
import { MessageIntake } from '../src/import/message-intake.js';
import { StandingLines, StandingLineTables1700000000006 } from '../src/read-model/standing-lines.js';
import { IdentityTable1700000000002, IdentityVault } from '../src/vault/identity-vault.js';

/** The day on which everything is taken in. */
export const today = toDay('2026-03-06');

const tables = contractsCopyIn('placements');
const migrations = [
  ...tables.migrations,
  ...messageTableIn('placements'),
  IdentityTable1700000000002,
  StandingLineTables1700000000006,
];

const region: DomainEvent = {
  type: 'contracts.region-defined.v1',
  data: {
    region: 'zhz',
    name: 'Zuid-Holland Zuid',
    organisation: 'SOJ',
    municipalities: [{ code: '0505', name: 'Dordrecht', from: fromDay(toDay('2015-01-01')), to: null }],
    mergers: [],
    parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: fromDay(toDay('2026-01-01')) },
  },
};

/** The intakes of placements with what they stand on. */
export class TakingIn {
  private told = 0;
  private readonly projections: ProjectionRunner;
  private readonly copy: ContractsCopy;
  private readonly vault: IdentityVault;
  readonly store: MessageStore;

  private constructor(
    readonly pool: pg.Pool,
    readonly log: MemoryEventLog,
    source: Awaited<ReturnType<typeof openReadModels>>,
  ) {
    const cipher = cipherWith(Buffer.alloc(32, 5));
    this.projections = new ProjectionRunner(log, pool);
    this.copy = new ContractsCopy(source, this.projections, log, tables.projection);
    this.vault = new IdentityVault(pool, cipher);
    this.store = new MessageStore(pool, cipher, 'placements');
  }

  /** An empty region zhz with municipality 0505, in a schema that is made anew. */
  static async anew(database: TestDatabase, pool: pg.Pool): Promise<TakingIn> {
    await pool.query('DROP SCHEMA IF EXISTS placements CASCADE; TRUNCATE platform.checkpoint');
    const { entities } = tables;
    const source = await openReadModels(database.url, { schema: 'placements', entities, migrations });
    const made = new TakingIn(pool, new MemoryEventLog(), source);
    await made.tell('region-zhz', region);
    return made;
  }

  /** Files of residence facts. */
  get facts(): FactsIntake {
    return new FactsIntake(this.log, this.copy, this.store, this.vault);
  }

  /** Messages, as taken in on a day. */
  messages(on = today, store = this.store): MessageIntake {
    const standing = new StandingLines(this.pool, this.projections);
    return new MessageIntake(this.log, this.copy, store, this.vault, standing, fixedToday(on));
  }

  /** The retour to a message, or why there is none. */
  async answer(message: string): Promise<string> {
    const found = await new MessageAnswers(this.store).find(message);
    return 'answer' in found ? found.answer : found.reason;
  }

  /** Records events on a stream of the region. */
  async tell(stream: string, ...events: DomainEvent[]): Promise<void> {
    this.told += 1;
    const made = events.map((event, i) => ({ id: eventId(`told ${this.told}`, i), ...validated(event) }));
    await this.log.append(`zhz.${stream}`, 'none', made);
  }

  /** Types of the events recorded after a position. */
  async typesAfter(position: number): Promise<string[]> {
    const types: string[] = [];
    for await (const batch of this.log.readRegion('zhz', { after: position }))
      types.push(...batch.map(({ type }) => type));
    return types;
  }

  close(): Promise<void> {
    return this.copy.close();
  }
}

/** A database for `TakingIn.anew`, with the way to let go of it. */
export async function databaseForTakingIn() {
  const database = await startTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url });
  await ProjectionRunner.migrate(database.url);
  const stop = async (): Promise<void> => {
    await pool.end();
    await database.stop();
  };
  return { database, pool, stop };
}
