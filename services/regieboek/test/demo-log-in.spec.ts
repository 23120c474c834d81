import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { serve, type Server } from '../src/process/serve.js';
import { readSettings } from '../src/process/settings.js';
import { importStory, start } from './running.js';
import * as story from './story.js';

let database: TestDatabase;
let server: Server;

beforeAll(async () => {
  database = await startTestDatabase();
  const running = await start(database.url);
  await importStory(running);
  await running.post('/v1/declarations', 'application/xml', story.jw323());
  await running.close();
  const variables = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: '17'.repeat(32), REGIEBOEK_TODAY: '2026-03-06' };
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-log-in-'));
  server = await serve(readSettings(variables, { dataDir, port: 0, demoLogIn: true }));
});
afterAll(async () => {
  await server.close();
  await database.stop();
});

/** A browser that follows redirects by itself, with a jar of cookies per host. */
class Browser {
  private readonly jar = new Map<string, Map<string, string>>();

  async send(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const cookies = this.jar.get(host) ?? new Map<string, string>();
    this.jar.set(host, cookies);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  /** Goes to an address and on to where it is sent; gives the last one. */
  async go(url: string, init: RequestInit = {}): Promise<{ url: string; response: Response }> {
    const response = await this.send(url, init);
    const location = response.headers.get('location');
    return location === null ? { url, response } : this.go(new URL(location, url).href);
  }

  async logIn(user: string, query = ''): Promise<Response> {
    const choice = await this.go(`${server.url}/v1/session/log-in?returnTo=/v1/session${query}`);
    expect(await choice.response.text()).toContain(`value="${user}"`);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return (await this.go(choice.url, { method: 'POST', headers, body: `user=${user}` })).response;
  }

  async status(path: string): Promise<number> {
    return (await this.send(`${server.url}${path}`)).status;
  }
}

describe('the demo, logged in as three people', () => {
  const run = `/v1/regions/${story.region}/billing-runs/${story.month}`;
  const paths = [
    `${run}/statements/${story.payer}`,
    `${run}/statements/${story.responsible}`,
    `/v1/regions/zhz/balances`,
  ];
  const seenBy = async (user: string) => {
    const browser = new Browser();
    const session = await browser.logIn(user);
    expect([session.status, await session.json()]).toMatchObject([200, { kind: 'person' }]);
    return Promise.all(paths.map((path) => browser.status(path)));
  };

  it('shows three different things', async () => {
    expect(await seenBy('finance_zhz')).toEqual([200, 200, 200]);
    expect(await seenBy(`municipality_zhz_${story.payer}`)).toEqual([200, 403, 403]);
    expect(await seenBy(`provider_zhz_${story.provider}`)).toEqual([403, 403, 403]);
  });

  it('shows nothing to a stranger, or to somebody without a role in it', async () => {
    expect(await Promise.all(paths.map((path) => new Browser().status(path)))).toEqual([401, 401, 401]);
    const browser = new Browser();
    const choice = await browser.go(`${server.url}/v1/session/log-in`);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    for (const user of ['root', '', 'finance_zhz_12', 'x'.repeat(10_000)]) {
      const refused = await browser.send(choice.url, { method: 'POST', headers, body: `user=${user}` });
      expect([refused.status, await refused.text()]).toEqual([400, expect.not.stringContaining('xxx')]);
    }
  });

  it('is asked for again before other sessions are ended', async () => {
    const [browser, lost] = [new Browser(), new Browser()];
    await lost.logIn('policy_zhz');
    await browser.logIn('policy_zhz');
    const { sessions } = (await (await browser.send(`${server.url}/v1/sessions`)).json()) as {
      sessions: { id: string; isCurrent: boolean }[];
    };
    const end = async () => {
      const other = sessions.find(({ isCurrent }) => !isCurrent)?.id ?? '';
      const init = { method: 'DELETE', headers: { Origin: server.url } };
      return (await browser.send(`${server.url}/v1/sessions/${other}`, init)).status;
    };
    expect(await end()).toBe(403);
    // Without `again` the provider knows the person, and sends the browser back at once.
    const known = await browser.go(`${server.url}/v1/session/log-in?returnTo=/v1/session`);
    expect(known.url).toBe(`${server.url}/v1/session`);
    await browser.logIn('policy_zhz', '&again=true');
    expect([await end(), await lost.status('/v1/session')]).toEqual([200, 401]);
  });

  it('ends at the provider too', async () => {
    const browser = new Browser();
    await browser.logIn('policy_zhz');
    const out = await browser.send(`${server.url}/v1/session`, {
      method: 'DELETE',
      headers: { Origin: server.url },
    });
    const { location } = (await out.json()) as { location: string };
    expect(await browser.status('/v1/session')).toBe(401);
    expect((await browser.send(location)).status).toBe(200);
  });
});
