/** Contracts, placements and finance as services of their own, with a log-in, and records between them that a test can stop. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { contractsService } from '@regieboek/contracts/service';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { MemoryFeed, PostgresEventLog, Relay } from '@regieboek/eventing';
import { financeFeedProjections } from '@regieboek/finance';
import { financeService } from '@regieboek/finance/service';
import { placementsFeedProjections } from '@regieboek/placements';
import { placementsService } from '@regieboek/placements/service';
import { cipherWith, overAllRegions, ProjectionFeed, type Projection } from '@regieboek/platform';
import { startService, type RunningService } from '@regieboek/platform/service';
import { startTestProvider } from '@regieboek/platform/testing';

const PARTITIONS = 2;
const VAULT_KEY = '23'.repeat(32);
const contexts = ['contracts', 'placements', 'finance'] as const;
export type ServiceName = (typeof contexts)[number];

const logInFile = (issuer: string): string => `format: regieboek-log-in/1
issuers:
  - issuer: ${issuer}
    name: test
    regions: ["*"]
    people:
      clientId: regieboek
      claims: { roles: roles, region: region }
      mfa: at-provider
    machines:
      audience: regieboek-api
      scopes:
        regieboek.identities: [{ role: backoffice, regions: ["*"], actions: [find-identities] }]
        regieboek.metrics: [{ role: administrator, regions: ["*"], actions: [see-metrics] }]
services: { issuer: test, clientId: finance, clientSecretVariable: FINANCE_SECRET, scope: regieboek.identities }
`;

/** Headers of a session at each service. */
export type Person = Readonly<Record<ServiceName, Record<string, string>>>;

/** Logs a person in at a service; gives the headers of the session. */
export async function logInAt(url: string): Promise<Record<string, string>> {
  const begun = await fetch(`${url}/v1/session/log-in`, { redirect: 'manual' });
  const [logIn = ''] = begun.headers.getSetCookie();
  const back = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  const done = await fetch(back.headers.get('location') ?? '', {
    ...{ redirect: 'manual', headers: { cookie: logIn.split(';')[0] ?? '' } },
  });
  const [session = ''] = done.headers.getSetCookie();
  return { cookie: session.split(';')[0] ?? '', origin: url };
}

/** Brings the events of the log to the read models of the services, as relays and a broker do, until `stop`. */
function carry(log: PostgresEventLog, to: ReadonlyMap<pg.Pool, readonly Projection[]>) {
  const feed = new MemoryFeed();
  const ending = new AbortController();
  const store = { load: () => Promise.resolve(undefined), save: () => Promise.resolve() };
  const topicOf = (context: string) => `regieboek.${context}`;
  const running = contexts.map(async (context) => {
    const topic = topicOf(context);
    await feed.prepare(topic, PARTITIONS);
    await overAllRegions(() =>
      new Relay(log, feed, store, { context, topic, partitions: PARTITIONS }).run(ending.signal),
    );
  });
  for (const [pool, projections] of to)
    for (const projection of projections) {
      const topics = projection.contexts.map(topicOf);
      running.push(
        feed.consume({ group: projection.name, topics }, new ProjectionFeed(pool, projection), ending.signal),
      );
    }
  return async () => {
    ending.abort();
    await Promise.all(running);
  };
}

/** Starts the three services, on databases and a log of their own, on a day. */
export async function startSeparateServices(today: string) {
  const provider = await startTestProvider();
  const databases: TestDatabase[] = [];
  const pools: pg.Pool[] = [];
  const opened = async () => {
    const made = await startTestDatabase();
    databases.push(made);
    return made.url;
  };
  const administratorOf = (url: string) => {
    const pool = new pg.Pool({ connectionString: url, max: 10 });
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-separate-'));
  writeFileSync(join(folder, 'log-in.yaml'), logInFile(provider.issuer));
  const logUrl = await opened();
  const common = (url: string) => ({
    ...{ PORT: '0', DATABASE_URL: url, EVENT_LOG_URL: logUrl, KAFKA_BROKERS: '127.0.0.1:1' },
    ...{ KAFKA_PARTITIONS: String(PARTITIONS), REGIEBOEK_VAULT_KEY: VAULT_KEY, REGIEBOEK_TODAY: today },
    ...{ REGIEBOEK_LOGIN_FILE: join(folder, 'log-in.yaml'), FINANCE_SECRET: 'a-secret' },
  });
  const urls = { contracts: await opened(), placements: await opened(), finance: await opened() };
  const contracts = await startService(contractsService, common(urls.contracts));
  const placements = await startService(placementsService, common(urls.placements));
  const finance = await startService(financeService, {
    ...{ ...common(urls.finance), PLACEMENTS_URL: placements.url, REGIEBOEK_DATA_DIR: join(folder, 'finance') },
  });
  const services: Record<ServiceName, RunningService> = { contracts, placements, finance };
  const running = new Set<RunningService>([finance, placements, contracts]);
  const stopServices = async () => {
    for (const one of running) {
      running.delete(one);
      await one.close();
    }
  };
  const administrators = {
    placements: administratorOf(urls.placements),
    finance: administratorOf(urls.finance),
  };
  const log = new PostgresEventLog(administratorOf(logUrl));
  const stopFeeds = carry(
    log,
    new Map([
      [administrators.placements, placementsFeedProjections],
      [administrators.finance, financeFeedProjections],
    ]),
  );
  return {
    urls,
    /** Ends the processes of the services; their databases stay. */
    stopServices,
    /** Starts placements again, with a vault key of its own in hexadecimal digits. Throws what keeps it from starting. */
    async restartPlacements(vaultKey: string) {
      const restarted = await startService(placementsService, {
        ...common(urls.placements),
        REGIEBOEK_VAULT_KEY: vaultKey,
      });
      running.add(restarted);
      services.placements = restarted;
    },
    administrators,
    vaultKey: VAULT_KEY,
    cipher: cipherWith(Buffer.from(VAULT_KEY, 'hex')),
    stopFeeds,
    /** A program with a scope. */
    async program(scope: string): Promise<Person> {
      const headers = { authorization: `Bearer ${await provider.token({ aud: 'regieboek-api', scope })}` };
      return { contracts: headers, placements: headers, finance: headers };
    },
    /** Logs a person in with a role in a region, at one service. */
    async logInAt(service: ServiceName, sub: string, roles: string, region: string): Promise<Person> {
      provider.person = { sub, roles, region };
      const headers = await logInAt(services[service].url);
      return { contracts: headers, placements: headers, finance: headers };
    },
    /** Logs a person in with a role in a region, at each service. */
    async logIn(sub: string, roles: string | string[], region: string): Promise<Person> {
      provider.person = { sub, roles, region };
      const headers: Partial<Record<ServiceName, Record<string, string>>> = {};
      for (const name of contexts) headers[name] = await logInAt(services[name].url);
      return headers as Person;
    },
    /** Sends a request to a service as a person; a body makes it a POST. */
    async ask(person: Person, service: ServiceName, path: string, body?: { type: string; text: string }) {
      const headers = { ...person[service], ...(body ? { 'content-type': body.type } : {}) };
      const answer = await fetch(`${services[service].url}${path}`, {
        ...{ headers, method: body ? 'POST' : 'GET', ...(body ? { body: body.text } : {}) },
      });
      return { status: answer.status, text: await answer.text() };
    },
    async stop() {
      await stopFeeds();
      await stopServices();
      await log.close();
      for (const pool of pools) await pool.end().catch(() => undefined);
      for (const one of databases) await one.stop();
      await provider.stop();
    },
  };
}

/** Running separate services. */
export type SeparateServices = Awaited<ReturnType<typeof startSeparateServices>>;
