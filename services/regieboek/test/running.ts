/** The whole product on a database of its own, for tests that speak HTTP without a socket. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import pg from 'pg';
import { replay } from '@regieboek/journal';
import { toDay } from '@regieboek/kernel';
import { createApplication, type Resources } from '@regieboek/platform';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { AppModule } from '../src/app.module.js';
import { addOpenApi, describeRegieboek } from '../src/api/open-api.js';
import { openResources } from '../src/process/resources.js';
import { readSettings } from '../src/process/settings.js';
import { differences } from './described.js';
import * as story from './story.js';

/** Settings of a test process: the clock stands still, so that answers can be compared byte by byte. */
export const testSettings = (databaseUrl: string, ownerUrl = '') =>
  readSettings(
    { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl, REGIEBOEK_VAULT_KEY: '17'.repeat(32) },
    { dataDir: mkdtempSync(join(tmpdir(), 'regieboek-')), today: toDay('2026-03-06') },
  );

/** A class or symbol of a provider. */
export type Token<Type> = symbol | (abstract new (...parameters: never[]) => Type);

/** Gives other resources than the usual ones, such as a log that breaks. */
export type Altering = (resources: Resources) => Partial<Resources>;

/** A running product. */
export type Running = Awaited<ReturnType<typeof start>>;

/** Starts the product on the database at `url`, of which `ownerUrl` is the owner's address if it is another user; `close` leaves the database as it is. */
export async function start(url: string, altering: Altering = () => ({}), ownerUrl?: string) {
  const resources = await openResources(testSettings(url, ownerUrl));
  const used = { ...resources, ...altering(resources) };
  const application = await createApplication(AppModule.with(used));
  const administrator = new pg.Pool({ connectionString: url, max: 4 });
  administrator.on('error', () => undefined);
  addOpenApi(application);
  await application.init();
  const server = application.getHttpAdapter().getInstance();
  await server.ready();
  const differs = differences(describeRegieboek(application));
  const inject = async (request: InjectOptions & { url: string }) => {
    const response = await server.inject(request);
    const type = String(response.headers['content-type']).split(';')[0] ?? '';
    const { method = 'GET', url } = request;
    const faults = differs({ method, url, status: response.statusCode, type, body: response.body });
    if (faults.length > 0) throw new Error(`not as described:\n${faults.join('\n')}\n${response.body}`);
    return response;
  };
  return {
    resources: used,
    /** Connections of the administrator of the server, for whom row-level security does not hold. */
    administrator,
    application,
    /** The provider under a token. */
    resolve: <Type>(token: Token<Type>): Type => application.get<Type>(token, { strict: false }),
    /** The bare server, for undocumented requests. */
    server,
    /** Sends a request; throws when the answer does not match the description of the interface. */
    inject,
    get: (url: string, headers: Record<string, string> = {}) => inject({ method: 'GET', url, headers }),
    post: (url: string, type: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
      inject({ method: 'POST', url, headers: { 'content-type': type, ...headers }, payload }),
    /** A region replayed from its log. */
    history: (region: string) => replay(used.log, region),
    async close() {
      await administrator.end();
      await application.close();
      await resources.close();
    },
  };
}

/** A product on a new database; `stop` drops it. */
export async function startOnNewDatabase(altering?: Altering) {
  const database = await startTestDatabase();
  const running = await start(database.url, altering);
  return {
    running,
    url: database.url,
    async stop() {
      await running.close();
      await database.stop();
    },
  };
}

/** Takes in everything of the story that comes before its declarations, for the first `youths` youths. */
export async function importStory({ post }: Running, youths = 2): Promise<void> {
  const answers = [
    await post('/v1/region-files', 'application/yaml', story.regionFile),
    await post('/v1/residence-facts-files', 'text/csv', story.factsFile),
  ];
  for (const [index, bsn] of story.testBsns(youths).entries()) {
    answers.push(await post('/v1/messages', 'application/xml', story.jw301(bsn, index)));
    answers.push(await post('/v1/messages', 'application/xml', story.jw305(bsn, index)));
  }
  const refused = answers.filter(({ statusCode }) => statusCode !== 200);
  if (refused.length > 0) throw new Error(refused.map(({ body }) => body).join('\n'));
}
