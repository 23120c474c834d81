import { readSettings, serve, withRegieboek } from '@regieboek/app';
import { largeRegion } from './large-region.ts';
import { median, REPETITIONS, round, secondsOf, type Measurement } from './measurement.ts';

/** Goal of a log-in on loopback, in milliseconds. */
const GOAL_MS = 1_000;

/** Keeps the cookies of two servers apart, as a browser does. */
class Browser {
  readonly #jar = new Map<string, Map<string, string>>();

  async go(url: string, init: RequestInit = {}): Promise<{ readonly url: string; readonly response: Response }> {
    const { host } = new URL(url);
    const cookies = this.#jar.get(host) ?? new Map<string, string>();
    this.#jar.set(host, cookies);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    return location === null ? { url, response } : this.go(new URL(location, url).href);
  }
}

async function logIn(address: string, user: string): Promise<void> {
  const browser = new Browser();
  const choice = await browser.go(`${address}/v1/session/log-in?returnTo=/v1/session`);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const { response } = await browser.go(choice.url, { method: 'POST', headers, body: `user=${user}` });
  if (response.status !== 200) throw new Error(`the log-in ended with ${response.status}`);
}

/** Time from the first request to the session, with the demo's identity provider in the same process. */
export async function benchLogIn(dataDir: string): Promise<Measurement> {
  const region = largeRegion(1, 1);
  await withRegieboek(readSettings({}, { dataDir }), (regieboek) => region.prepare(regieboek));
  const user = `finance_${region.region}`;
  const server = await serve(readSettings({}, { dataDir, port: 0, demoLogIn: true }));
  try {
    await logIn(server.url, user);
    const times: number[] = [];
    for (let run = 0; run < REPETITIONS; run += 1) times.push(await secondsOf(() => logIn(server.url, user)));
    const ms = median(times) * 1_000;
    return {
      ...{ name: 'log-in on loopback', value: round(ms), unit: 'ms', baseline: GOAL_MS, ratio: round(ms / GOAL_MS) },
      against: 'the goal we set',
    };
  } finally {
    await server.close();
  }
}
