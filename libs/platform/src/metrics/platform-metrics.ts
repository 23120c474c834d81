import type { EventLog } from '@regieboek/eventing';
import type { Pool } from 'pg';
import type { Approvals } from '../four-eyes/index.js';
import type { FeedsHealth } from '../health.js';
import { inTime } from '../in-time.js';
import type { Readiness } from '../readiness.js';
import { Metrics, type Sample } from './metrics.js';
import { knowRegions } from './process-metrics.js';

/** Time in which a process that is ready answers; shorter than that for all metrics. */
const READY_WITHIN_MS = 2_000;

/** Parts of a process that are measured. */
interface Measured {
  readonly log: Pick<EventLog, 'head' | 'regions'>;
  readonly pool: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;
  readonly readiness: Pick<Readiness, 'check'>;
  readonly feedsHealth: FeedsHealth;
  readonly approvals: Pick<Approvals, 'openCounts'>;
  /** Time of the last complete backup; undefined when none was made. */
  readonly lastBackup: () => Promise<Date | undefined>;
}

function measureLog(metrics: Metrics, log: Measured['log']): void {
  const name = 'regieboek_log_events';
  metrics.add('log', [{ name, help: 'Events in the log, by region.', labels: ['region'] }], async () => {
    const regions = await log.regions();
    knowRegions(regions);
    return Promise.all(regions.map(async (region) => ({ name, labels: { region }, value: await log.head(region) })));
  });
}

function measureFeeds(metrics: Metrics, health: FeedsHealth): void {
  const [lag, parked, problems] = [
    'regieboek_feed_lag_records',
    'regieboek_feed_parked_streams',
    'regieboek_feed_problems',
  ] as const;
  const labels = ['feed'];
  const measures = [
    { name: lag, help: 'Records that a feed is behind; absent when that is not known.', labels },
    { name: parked, help: 'Streams of a feed that wait for an operator.', labels },
    { name: problems, help: 'Problems of a feed that need an operator, and an unknown lag.', labels },
  ];
  metrics.add('feeds', measures, async () =>
    (await health()).flatMap((one): Sample[] => {
      const of = { labels: { feed: one.feed } };
      return [
        ...(one.lag === null ? [] : [{ name: lag, ...of, value: one.lag }]),
        { name: parked, ...of, value: one.parked },
        { name: problems, ...of, value: one.problems.length + (one.lag === null ? 1 : 0) },
      ];
    }),
  );
}

function measureDatabase(metrics: Metrics, pool: Measured['pool'], readiness: Measured['readiness']): void {
  const connections = 'regieboek_database_connections';
  const help = 'Connections of the pool of requests by state: used, idle, and waiting for one.';
  metrics.add('pool', [{ name: connections, help, labels: ['state'] }], async () => [
    { name: connections, labels: { state: 'used' }, value: pool.totalCount - pool.idleCount },
    { name: connections, labels: { state: 'idle' }, value: pool.idleCount },
    { name: connections, labels: { state: 'waiting' }, value: pool.waitingCount },
  ]);
  const name = 'regieboek_ready';
  metrics.add(
    'readiness',
    [{ name, help: 'Whether requests can be served: 1, otherwise 0.', labels: [] }],
    async () => [
      {
        name,
        value: await inTime(readiness.check(), READY_WITHIN_MS).then(
          () => 1,
          () => 0,
        ),
      },
    ],
  );
}

function measureApprovals(metrics: Metrics, approvals: Measured['approvals']): void {
  const [name, oldest] = ['regieboek_open_approvals', 'regieboek_oldest_approval_seconds'] as const;
  const help = 'Requests that wait for a second person, by region; * is the installation.';
  const labels = ['region'];
  const measures = [
    { name, help, labels },
    { name: oldest, help: 'Seconds since the oldest of them was asked.', labels },
  ];
  metrics.add('approvals', measures, async () =>
    (await approvals.openCounts()).flatMap(({ region, count, oldestSeconds }) => [
      { name, labels: { region }, value: count },
      { name: oldest, labels: { region }, value: oldestSeconds },
    ]),
  );
}

function measureBackup(metrics: Metrics, lastBackup: Measured['lastBackup']): void {
  const name = 'regieboek_last_backup_timestamp_seconds';
  const help = 'Unix time of the last complete backup of this database; 0 when none was made.';
  metrics.add('backup', [{ name, help, labels: [] }], async () => [
    { name, value: ((await lastBackup())?.getTime() ?? 0) / 1_000 },
  ]);
}

/** Metrics that every process has. */
export function platformMetrics({ log, pool, readiness, feedsHealth, approvals, lastBackup }: Measured): Metrics {
  const metrics = new Metrics();
  measureLog(metrics, log);
  measureFeeds(metrics, feedsHealth);
  measureDatabase(metrics, pool, readiness);
  measureApprovals(metrics, approvals);
  measureBackup(metrics, lastBackup);
  return metrics;
}
