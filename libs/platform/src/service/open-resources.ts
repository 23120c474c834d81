import { randomBytes } from 'node:crypto';
import { PostgresEventLog, type EventLog } from '@regieboek/eventing';
import { KafkaFeed } from '@regieboek/eventing/kafka';
import { openAuditLog } from '../audit/index.js';
import { migrateLog, mustFitVersion, openDatabase, type Database } from '../database/index.js';
import { openApprovals } from '../four-eyes/index.js';
import { FeedProjections } from '../feeds/projections.js';
import { FeedBarrier, type ContextTopic } from '../feeds/feed-barrier.js';
import type { Resources } from '../platform.module.js';
import { ProjectionRunner } from '../projections/projection-runner.js';
import type { Context } from '../projections/projection.js';
import { cipherWith, type Cipher } from '../secrets/cipher.js';
import { openVault } from '../secrets/vault.js';
import { holdVault } from '../secrets/vault-use.js';
import { fixedToday, systemToday } from '../today.js';
import type { ActorCodes } from '../access/index.js';
import { productVersion } from '../version.js';
import type { ServiceSettings } from './variables.js';

/** Resources of a service in its own process, and the function that releases them. */
export interface ServiceResources extends Resources {
  readonly feed: KafkaFeed;
  readonly topicOf: (context: Context) => ContextTopic;
  close(): Promise<void>;
}

/** Owner of the resources. */
export interface ResourcesOf {
  readonly name: string;
  /** Context whose events the service records; null when it records none. */
  readonly context: Context | null;
  /** Vault key, 64 hexadecimal digits; undefined when the service keeps nothing it received. */
  readonly vaultKey: string | undefined;
}

const CONNECTIONS_MAX = 12;
const LOG_CONNECTIONS_MAX = 8;

/** An event log, and the function that releases it with its database. */
interface OpenLog {
  readonly log: EventLog;
  close(): Promise<void>;
}

/** The event log of the settings; one in PostgreSQL has a database with users of its own. */
async function openLog(url: string): Promise<OpenLog> {
  if (!url.startsWith('postgres')) {
    const { eventStoreLog } = await import('./event-store-log.js');
    const log = eventStoreLog(url);
    return { log, close: () => log.close() };
  }
  const database = await openDatabase({ databaseUrl: url, dataDir: '', variable: 'EVENT_LOG_URL' });
  await migrateLog(database);
  const log = new PostgresEventLog(database.pool(LOG_CONNECTIONS_MAX));
  return {
    log,
    async close() {
      await log.close();
      await database.close();
    },
  };
}

function feedOf(name: string, settings: ServiceSettings): KafkaFeed {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = settings;
  return new KafkaFeed({
    brokers: settings.KAFKA_BROKERS,
    clientId: `regieboek.${name}`,
    tls: settings.KAFKA_TLS,
    ...(settings.KAFKA_CA_FILE === undefined ? {} : { ca: settings.KAFKA_CA_FILE }),
    ...(mechanism && username !== undefined && password !== undefined
      ? { sasl: { mechanism, username, password } }
      : {}),
    ...(settings.KAFKA_REPLICATION === undefined ? {} : { replication: settings.KAFKA_REPLICATION }),
  });
}

/** A service without a vault seals nothing, because nothing could open it. */
const cipherOf = (at: Database, key: string | undefined): Promise<Cipher> =>
  key === undefined ? Promise.resolve(cipherWith(randomBytes(32))) : openVault(at, { given: key });

/** Codes of actors: by a key that all services share, otherwise by the vault of this one. */
const actorCodesOf = ({ REGIEBOEK_ACTOR_KEY: key }: ServiceSettings, cipher: Cipher): ActorCodes =>
  key === undefined ? { cipher, areShared: false } : { cipher: cipherWith(Buffer.from(key, 'hex')), areShared: true };

/** Opens the database and the log that the settings name; Kafka is reached for when it is first needed. */
export async function openServiceResources(of: ResourcesOf, settings: ServiceSettings): Promise<ServiceResources> {
  const database = await openDatabase({
    databaseUrl: settings.DATABASE_URL,
    ownerUrl: settings.DATABASE_OWNER_URL,
    dataDir: '',
  });
  if (database.version !== productVersion) await mustFitVersion(database.ownerUrl, settings.REGIEBOEK_UPGRADE);
  const held = await holdVault(database.url, 'shared');
  const cipher = await cipherOf(database, of.vaultKey).catch(async (error: unknown) => {
    await held.release();
    throw error;
  });
  await ProjectionRunner.migrate(database);
  const { log, close: closeLog } = await openLog(settings.EVENT_LOG_URL);
  const audit = await openAuditLog(database);
  const approvals = await openApprovals(database);
  const pool = database.pool(CONNECTIONS_MAX);
  const feed = feedOf(of.name, settings);
  const topicOf = (context: Context) => ({ topic: `regieboek.${context}`, partitions: settings.KAFKA_PARTITIONS });
  const barrier = new FeedBarrier(log, pool, topicOf);
  return {
    log,
    pool,
    database,
    cipher,
    actorCodes: actorCodesOf(settings, cipher),
    today: settings.REGIEBOEK_TODAY === undefined ? systemToday : fixedToday(settings.REGIEBOEK_TODAY),
    projections: new FeedProjections(of.context, new ProjectionRunner(log, pool), barrier),
    audit,
    approvals,
    fourEyes: settings.REGIEBOEK_FOUR_EYES ?? settings.REGIEBOEK_LOGIN_FILE !== undefined,
    feed,
    topicOf,
    async close() {
      await feed.close();
      await closeLog();
      await held.release();
      await audit.close();
      await approvals.close();
      await database.close();
    },
  };
}
