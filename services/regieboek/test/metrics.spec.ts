/** `/metrics`: who may read it, what it holds, and the alert rules and the dashboard that use it. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { localActor, type Actor, type Grant } from '@regieboek/access';
import { startChild, type Child } from './child.js';
import { operationsOf } from './operations.js';
import { startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

/** Request as Prometheus sends it. */
const ACCEPT =
  'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

const actors: Readonly<Record<string, Pick<Actor, 'kind'> & { readonly grants: readonly Grant[] }>> = {
  prometheus: {
    kind: 'machine',
    grants: [{ role: 'administrator', region: '*', actions: ['see-metrics'] }],
  },
  'other program': { kind: 'machine', grants: [{ role: 'bi', region: '*' }] },
  'administrator of all': { kind: 'person', grants: [{ role: 'administrator', region: '*' }] },
  'administrator of zhz': { kind: 'person', grants: [{ role: 'administrator', region: story.region }] },
  'finance of all': { kind: 'person', grants: [{ role: 'finance', region: '*' }] },
};

const byHeader = {
  async authenticate({ headers }: { readonly headers: Record<string, unknown> }): Promise<Actor | undefined> {
    const name = headers['x-actor'];
    if (name === 'nobody') return undefined;
    const actor = typeof name === 'string' ? actors[name] : undefined;
    return actor ? { subject: 'a-subject', issuer: 'https://idp.example', ...actor } : localActor;
  },
};

let running: Running;
let stop: () => Promise<void>;
let served: Child;
let address: string;
/** Metrics of the served process, which counts the requests of this file alone. */
let text: string;

const metricsFor = (actor: string) => running.get('/metrics', { accept: ACCEPT, 'x-actor': actor });
const seriesIn = (exposed: string) => exposed.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** Sends a request to the served process; gives the text of its answer. */
async function ask(url: string, type?: string, body?: string, method = body === undefined ? 'GET' : 'POST') {
  const headers = { 'user-agent': story.familyName, ...(type === undefined ? {} : { 'content-type': type }) };
  const answer = await fetch(`${address}${url}`, { method, headers, redirect: 'manual', ...(body ? { body } : {}) });
  return answer.text();
}

/** Uses every endpoint well and badly, with a number and a name wherever senders can write. */
async function useEveryEndpoint(): Promise<void> {
  for (const { method, url, body } of operationsOf(running.application))
    for (const sent of [url, url.replace('/zhz', `/${story.bsn}`), `${url}?${story.familyName}=${story.bsn}`])
      await ask(sent, body?.type, method === 'GET' ? undefined : `${story.bsn} ${story.familyName}`, method);
  await ask(`/${story.bsn}/${story.familyName}`);
  for (const region of [story.bsn, 'elsewhere', story.region])
    await ask('/v1/billing-runs', 'application/json', JSON.stringify({ region, period: story.month }));
}

beforeAll(async () => {
  const started = await startOnNewDatabase(() => ({ authenticator: byHeader }));
  ({ running, stop } = started);
  const data = mkdtempSync(join(tmpdir(), 'regieboek-metrics-'));
  const environment = { DATABASE_URL: started.url, REGIEBOEK_VAULT_KEY: '17'.repeat(32) };
  served = startChild(['serve', '--port', '0', '--data-dir', data], environment);
  address = await served.address;
  await ask('/v1/region-files', 'application/yaml', story.regionFile);
  // Work is shown by region once the log was asked for its regions.
  await ask('/metrics');
  await ask('/v1/residence-facts-files', 'text/csv', story.factsFile);
  await ask('/v1/messages', 'application/xml', story.jw301(story.bsn, 0));
  await ask('/v1/messages', 'application/xml', story.jw305(story.bsn, 0));
  await ask('/v1/declarations', 'application/xml', story.jw323());
  await useEveryEndpoint();
  text = await ask('/metrics');
});
afterAll(async () => {
  served.kill('SIGTERM');
  await served.ended;
  await stop();
});

describe('the metrics', () => {
  it('are for a program with that scope, an administrator of all regions and the user of the machine', async () => {
    const statuses = Object.keys(actors).map(async (name) => [name, (await metricsFor(name)).statusCode]);
    expect(Object.fromEntries(await Promise.all(statuses))).toEqual({
      ...{ prometheus: 200, 'other program': 403, 'administrator of all': 200 },
      ...{ 'administrator of zhz': 403, 'finance of all': 403 },
    });
    expect((await metricsFor('nobody')).statusCode).toBe(401);
    const { statusCode, headers } = await running.get('/metrics', { accept: ACCEPT });
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      ...[200, 'text/plain; version=0.0.4; charset=utf-8', 'no-store'],
    ]);
  });

  it('hold the events of a region, its messages and its work', () => {
    const series = Object.fromEntries(seriesIn(text).map((line) => line.split(/ (?=[^ ]*$)/)));
    expect(Number(series['regieboek_log_events{region="zhz"}'])).toBeGreaterThan(5);
    expect(Number(series['regieboek_work_seconds_count{work="append",region="zhz"}'])).toBeGreaterThan(3);
    expect(series).toMatchObject({ regieboek_ready: '1' });
    const missing = Object.entries(series).filter(([name]) => name.startsWith('regieboek_metrics_missing'));
    expect(new Set(missing.map(([, value]) => value))).toEqual(new Set(['0']));
  });

  it('are at most 500 series with one region, of which at most 60 name it', () => {
    const series = seriesIn(text);
    expect(series.length).toBeLessThanOrEqual(500);
    expect(series.filter((line) => line.includes('region="zhz"')).length).toBeLessThanOrEqual(60);
  });

  it('name no region that is not in the log', () => {
    const named = [...text.matchAll(/region="([^"]*)"/g)].map(([, region]) => region);
    expect([...new Set(named)].sort()).toEqual(['', story.region]);
    expect(text).toContain('regieboek_work_seconds_count{work="billing run",region="zhz"}');
  });

  it('hold no number, name or address of a person, nor anything else that somebody sent', () => {
    for (const canary of [...story.testBsns(3), story.familyName, story.streetName, story.provider, 'a-subject'])
      expect([canary, text.includes(canary)]).toEqual([canary, false]);
  });
});

describe('the files of infra/monitoring', () => {
  const document = read('docs', 'operations.md');
  const rulesFile = read('infra', 'monitoring', 'prometheus-rules.yml');
  const dashboard = read('infra', 'monitoring', 'grafana-dashboard.json');
  /** Names of metrics in an expression or a document. */
  const namesIn = (content: string) => new Set(content.match(/\b(regieboek|process|nodejs)_[a-z0-9_]+\b/g));
  const shown = () =>
    new Set(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [name, `${name}_bucket`, `${name}_count`, `${name}_sum`] : name,
      ),
    );

  it('use only metrics that there are, and the document lists all of ours', () => {
    for (const content of [rulesFile, dashboard])
      expect([...namesIn(content)].filter((name) => !shown().has(name))).toEqual([]);
    const listed = [...document.matchAll(/^\| `(regieboek_\w+)`/gm)].map(([, name]) => name);
    const ours = [...text.matchAll(/^# TYPE (regieboek_\S+) /gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(ours.sort());
  });

  it('have an alert for which the document says what to do, and no other', () => {
    const { groups } = parse(rulesFile) as {
      groups: { rules: { alert: string; expr: string; for: string; labels: object; annotations: object }[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);
    for (const rule of rules)
      expect(rule).toEqual({
        ...{
          alert: expect.stringMatching(/^Regieboek[A-Z]/),
          expr: expect.any(String),
          for: expect.stringMatching(/^\d+m$/),
        },
        labels: { severity: expect.stringMatching(/^(critical|warning|info)$/) },
        annotations: { summary: expect.any(String) },
      });
    const documented = [...document.matchAll(/^\| `(Regieboek\w+)`/gm)].map(([, name]) => name);
    expect(documented.sort()).toEqual(rules.map(({ alert }) => alert).sort());
    // Brackets of every kind close again.
    for (const { expr } of rules) {
      const left = (signs: RegExp) => expr.match(signs)?.length ?? 0;
      expect([expr, left(/\(/g), left(/\{/g), left(/\[/g)]).toEqual([expr, left(/\)/g), left(/\}/g), left(/\]/g)]);
    }
  });

  it('have a dashboard with a question in every panel, none of them twice', () => {
    const { panels } = JSON.parse(dashboard) as {
      panels: { id: number; title: string; gridPos: { x: number; y: number }; targets: { expr: string }[] }[];
    };
    expect(panels.length).toBeGreaterThan(10);
    for (const { targets } of panels) expect(targets.length).toBeGreaterThan(0);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ gridPos }) => `${gridPos.x} ${gridPos.y}`)).size).toBe(panels.length);
  });
});
