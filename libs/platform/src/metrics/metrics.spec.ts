import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { measureDisk } from './folder-metrics.js';
import { Metrics, type Sample } from './metrics.js';
import { platformMetrics } from './platform-metrics.js';

/** Values of the metrics of the product by their series. */
async function valuesOf(metrics: Metrics): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => /^regieboek_(?!http|work)/.test(line));
  return Object.fromEntries(lines.map((line) => [line.replace(/ [^ ]*$/, ''), Number(line.replace(/.* /, ''))]));
}

const counts = [{ name: 'regieboek_test', help: 'A test.', labels: ['of'] }];
const one = (of: string, value: number): Sample => ({ name: 'regieboek_test', labels: { of }, value });

describe('the metrics of an application', () => {
  it('are measured each time, and what is gone is not shown any more', async () => {
    const metrics = new Metrics();
    const rounds = [[one('a', 1), one('b', 2)], [one('b', 3)]];
    metrics.add('test', counts, async () => rounds.shift() ?? []);
    const present = { 'regieboek_metrics_missing{source="test"}': 0 };
    expect(await valuesOf(metrics)).toEqual({ ...present, 'regieboek_test{of="a"}': 1, 'regieboek_test{of="b"}': 2 });
    expect(await valuesOf(metrics)).toEqual({ ...present, 'regieboek_test{of="b"}': 3 });
  });

  it('may come from several sources, of which one that fails or is late does not stop the others', async () => {
    const metrics = new Metrics();
    metrics.add('first', counts, async () => [one('first', 1)]);
    metrics.add('failing', counts, () => Promise.reject(new Error('the database of 999990019 is away')));
    metrics.add('silent', counts, () => new Promise(() => undefined));
    const text = await metrics.text();
    expect(text).not.toContain('999990019');
    expect(await valuesOf(metrics)).toEqual({
      'regieboek_test{of="first"}': 1,
      'regieboek_metrics_missing{source="first"}': 0,
      'regieboek_metrics_missing{source="failing"}': 1,
      'regieboek_metrics_missing{source="silent"}': 1,
    });
  });

  it('have the size of a disk, also of a folder that is not made yet, without its path', async () => {
    const metrics = new Metrics();
    measureDisk(metrics, 'data', join(tmpdir(), 'regieboek-not-made', 'data'));
    const values = await valuesOf(metrics);
    const [free = 0, size = 0] = [
      values['regieboek_disk_free_bytes{folder="data"}'],
      values['regieboek_disk_size_bytes{folder="data"}'],
    ];
    expect([free > 0, size >= free]).toEqual([true, true]);
    expect(await metrics.text()).not.toContain('not-made');
  });
});

describe('the metrics of every process', () => {
  const parts = {
    log: { regions: async () => ['wbw', 'zhz'], head: async (region: string) => (region === 'zhz' ? 12 : 0) },
    pool: { totalCount: 5, idleCount: 2, waitingCount: 1 },
    readiness: { check: () => Promise.resolve() },
    approvals: { openCounts: async () => [{ region: '*', count: 1, oldestSeconds: 90 }] },
    lastBackup: async (): Promise<Date | undefined> => undefined,
    feedsHealth: async () => [
      { feed: 'relay of region zhz', lag: 7, parked: 0, problems: [] },
      { feed: 'finance.contracts.v1', lag: null, parked: 2, problems: ['stopped: a reason'] },
    ],
  };

  it('say how far log and feeds are, which connections are used, and what waits for a person', async () => {
    const values = await valuesOf(platformMetrics(parts));
    const missing = Object.entries(values).filter(([name]) => name.startsWith('regieboek_metrics_missing'));
    expect(missing.map(([, value]) => value)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(values).toMatchObject({
      'regieboek_log_events{region="wbw"}': 0,
      'regieboek_log_events{region="zhz"}': 12,
      'regieboek_feed_lag_records{feed="relay of region zhz"}': 7,
      'regieboek_feed_problems{feed="relay of region zhz"}': 0,
      'regieboek_feed_problems{feed="finance.contracts.v1"}': 2,
      'regieboek_feed_parked_streams{feed="finance.contracts.v1"}': 2,
      'regieboek_database_connections{state="used"}': 3,
      'regieboek_database_connections{state="idle"}': 2,
      'regieboek_database_connections{state="waiting"}': 1,
      'regieboek_open_approvals{region="*"}': 1,
      'regieboek_oldest_approval_seconds{region="*"}': 90,
      regieboek_ready: 1,
    });
    expect(values).not.toHaveProperty('regieboek_feed_lag_records{feed="finance.contracts.v1"}');
  });

  it('have the time of the last backup, and 0 before the first', async () => {
    const name = 'regieboek_last_backup_timestamp_seconds';
    expect(await valuesOf(platformMetrics(parts))).toHaveProperty(name, 0);
    const lastBackup = async () => new Date('2026-01-01T00:00:00.000Z');
    expect(await valuesOf(platformMetrics({ ...parts, lastBackup }))).toHaveProperty(name, 1_767_225_600);
  });

  it('say that a process is not ready, also when its database is silent', async () => {
    const away = () => Promise.reject(new Error('the database is away'));
    for (const check of [away, () => new Promise<void>(() => undefined)])
      expect(await valuesOf(platformMetrics({ ...parts, readiness: { check } }))).toMatchObject({
        regieboek_ready: 0,
        'regieboek_metrics_missing{source="readiness"}': 0,
      });
  });
});
