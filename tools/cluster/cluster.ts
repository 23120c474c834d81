import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '@regieboek/embedded-postgres';
import { startBroker, type RunningBroker } from '../kafka/broker.ts';
import { ServiceProcess } from './service-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const double = join(root, 'libs', 'eventing', 'test', 'eventstoredb-double', 'main.ts');

/** The four services. */
export const serviceNames = ['contracts', 'placements', 'finance', 'reporting'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Components that can be passed in instead of being started. */
export interface ClusterOptions {
  /** Folder for data and logs. */
  readonly folder: string;
  /** `REGIEBOEK_TODAY` of every service; defaults to the clock. */
  readonly today?: string;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function databaseOf(database: { readonly url: string }, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** The event log: the server of EVENTSTOREDB_URL, or the double, whose data is in the folder. */
async function openLog(folder: string): Promise<{ url: string; child?: ChildProcess }> {
  const given = process.env['EVENTSTOREDB_URL'];
  if (given) return { url: given };
  const child = spawn(process.execPath, [double, '--data', join(folder, 'events')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url, child };
}

interface ClusterParts {
  readonly services: Readonly<Record<ServiceName, ServiceProcess>>;
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly brokers: string;
  readonly logUrl: string;
  readonly folder: string;
}

/** Four services on EventStoreDB, Kafka and PostgreSQL, each in a separate process on this machine. */
export class Cluster {
  readonly services: ClusterParts['services'];
  readonly urls: ClusterParts['urls'];
  /** Kafka, for other producers and consumers. */
  readonly brokers: string;
  readonly logUrl: string;
  private readonly folder: string;
  private readonly release: () => Promise<void>;
  private broker: RunningBroker | undefined;

  private constructor(
    { services, urls, brokers, logUrl, folder }: ClusterParts,
    broker: RunningBroker | undefined,
    release: () => Promise<void>,
  ) {
    this.broker = broker;
    this.release = release;
    this.services = services;
    this.urls = urls;
    this.brokers = brokers;
    this.logUrl = logUrl;
    this.folder = folder;
  }

  /** Starts everything and waits until it is ready. Throws KafkaNotInstalled when there is no Java or Maven. */
  static async start({ folder, today }: ClusterOptions): Promise<Cluster> {
    mkdirSync(folder, { recursive: true });
    const given = process.env['KAFKA_BROKERS'];
    const broker = given ? undefined : await startBroker(join(folder, 'kafka'));
    const database = await startEmbeddedPostgres({ dataDir: folder });
    const log = await openLog(folder);
    const ports = Object.fromEntries(
      await Promise.all(serviceNames.map(async (name) => [name, await freePort()] as const)),
    ) as Record<ServiceName, number>;
    const urls = Object.fromEntries(serviceNames.map((name) => [name, `http://127.0.0.1:${ports[name]}`])) as Record<
      ServiceName,
      string
    >;
    const brokers = given ?? broker?.address ?? '';
    const processes = await Promise.all(
      serviceNames.map(async (name) => {
        const variables = {
          PORT: String(ports[name]),
          DATABASE_URL: await databaseOf(database, name),
          EVENT_LOG_URL: log.url,
          KAFKA_BROKERS: brokers,
          KAFKA_PARTITIONS: '3',
          REGIEBOEK_VAULT_KEY: 'ab'.repeat(32),
          REGIEBOEK_INTERNAL_TOKEN: 'internal-'.repeat(4),
          PLACEMENTS_URL: urls.placements,
          REGIEBOEK_DATA_DIR: join(folder, name),
          REGIEBOEK_TODAY: today ?? '',
        };
        const main = join(root, 'services', name, 'dist', 'main.js');
        const process_ = new ServiceProcess({
          name,
          // As the images start it (infra/Dockerfile).
          command: [process.execPath, '--max-semi-space-size=8', '--disable-warning=TimeoutNegativeWarning', main],
          variables,
          log: join(folder, `${name}.log`),
          ready: `${urls[name]}/health/ready`,
        });
        return [name, process_] as const;
      }),
    );
    const services = Object.fromEntries(processes) as Record<ServiceName, ServiceProcess>;
    const release = async () => {
      log.child?.kill('SIGTERM');
      await database.stop();
    };
    const cluster = new Cluster({ services, urls, brokers, logUrl: log.url, folder }, broker, release);
    await Promise.all(serviceNames.map((name) => services[name].start()));
    return cluster;
  }

  /** Stops the broker if this cluster started it, runs `work`, and starts it again. */
  async withoutBroker(work: () => Promise<void>): Promise<void> {
    await this.broker?.stop();
    await work();
    if (this.broker) this.broker = await startBroker(join(this.folder, 'kafka'));
  }

  /** Stops everything; returns the milliseconds that each service took. */
  async stop(): Promise<Record<ServiceName, number>> {
    const took = await Promise.all(serviceNames.map(async (name) => [name, await this.services[name].stop()] as const));
    await this.broker?.stop();
    await this.release();
    return Object.fromEntries(took) as Record<ServiceName, number>;
  }
}
