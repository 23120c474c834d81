/** Placements processing messages and files, on a database and a log in memory, for tests. */
import pg from 'pg';
import { MemoryEventLog, eventId } from '@regieboek/eventing';
import { validated, type DomainEvent } from '@regieboek/events';
import { fromDay, toDay } from '@regieboek/kernel';
import { MessageStore } from '@regieboek/intake';
import {
  cipherWith,
  ContractsCopy,
  contractsCopyIn,
  fixedToday,
  openReadModels,
  ProjectionRunner,
} from '@regieboek/platform';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { MessageAnswers } from '../src/answer/message-answers.js';
import { FactsIntake } from '../src/import/facts-intake.js';
import { MessageIntake } from '../src/import/message-intake.js';
import { placementsTables } from '../src/read-model/index.js';
import { StandingLines } from '../src/read-model/standing-lines/queries.js';
import { IdentityVault } from '../src/vault/identity-vault.js';

/** The day on which every message is processed. */
export const today = toDay('2026-03-06');

const tables = contractsCopyIn('placements');
const entities = [...tables.entities, ...placementsTables.entities];
const migrations = [...tables.migrations, ...placementsTables.migrations];

const region: DomainEvent = {
  type: 'contracts.region-defined.v1',
  data: {
    region: 'zhz',
    name: 'Zuid-Holland Zuid',
    organisation: 'SOJ',
    municipalities: [{ code: '0505', name: 'Dordrecht', from: fromDay(toDay('2015-01-01')), to: null }],
    mergers: [],
    providersPaidBy: [],
    parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: fromDay(toDay('2026-01-01')) },
  },
};

/** The intakes of placements with their dependencies. */
export class PlacementsIntake {
  private told = 0;
  private readonly projections: ProjectionRunner;
  private readonly copy: ContractsCopy;
  private readonly vault: IdentityVault;
  readonly store: MessageStore;

  private constructor(
    readonly pool: pg.Pool,
    readonly log: MemoryEventLog,
    private readonly source: Awaited<ReturnType<typeof openReadModels>>,
  ) {
    const cipher = cipherWith(Buffer.alloc(32, 5));
    this.projections = new ProjectionRunner(log, pool);
    this.copy = new ContractsCopy(source, this.projections, log, tables.projection);
    this.vault = new IdentityVault(pool, cipher);
    this.store = new MessageStore(pool, cipher, 'placements');
  }

  /** An empty region zhz with municipality 0505, in a new schema. */
  static async empty(database: TestDatabase, pool: pg.Pool): Promise<PlacementsIntake> {
    await pool.query('DROP SCHEMA IF EXISTS placements CASCADE; TRUNCATE platform.checkpoint');
    const source = await openReadModels(database.url, { schema: 'placements', entities, migrations });
    const made = new PlacementsIntake(pool, new MemoryEventLog(), source);
    await made.tell('region-zhz', region);
    return made;
  }

  /** Files of residence facts. */
  get facts(): FactsIntake {
    return new FactsIntake(this.log, this.copy, this.store, this.vault, fixedToday(today));
  }

  /** Message intake, on a given day. */
  messages(on = today, store = this.store): MessageIntake {
    const standing = new StandingLines(this.source, this.projections);
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

/** A database for `PlacementsIntake.empty`, with a function that releases it. */
export async function intakeDatabase() {
  const database = await startTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url });
  await ProjectionRunner.migrate(database.url);
  const stop = async (): Promise<void> => {
    await pool.end();
    await database.stop();
  };
  return { database, pool, stop };
}
