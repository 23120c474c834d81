import { describe, expect, it } from '@jest/globals';
import { countRequest, knowRegions, measured, processMetrics } from './process-metrics.js';

/** Value of a series in the text of Prometheus; undefined when it is not there. */
async function valueOf(series: string): Promise<number | undefined> {
  const line = (await processMetrics()).split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}

describe('the metrics of a process', () => {
  it('count requests by method, route and class of status, and their time by method', async () => {
    // Other specs of this process have counted requests too: this one has a method of its own.
    const request = { method: 'REPORT', route: '/v1/regions/:region/test', seconds: 0.2 };
    for (const status of [200, 204, 404]) countRequest({ ...request, status });
    const series = (status: string) =>
      valueOf(`regieboek_http_requests_total{method="REPORT",route="/v1/regions/:region/test",status="${status}"}`);
    expect([await series('2xx'), await series('4xx'), await series('5xx')]).toEqual([2, 1, undefined]);
    const bucket = (le: string) => valueOf(`regieboek_http_request_seconds_bucket{le="${le}",method="REPORT"}`);
    expect([await bucket('0.05'), await bucket('0.25'), await bucket('+Inf')]).toEqual([0, 3, 3]);
  });

  it('measure work by kind and region while it runs and afterwards, also when it fails, and name no region that the log does not have', async () => {
    const work = 'test of metrics';
    knowRegions(['zhz']);
    const running = () => valueOf(`regieboek_work_running{work="${work}"}`);
    const count = (region: string) => valueOf(`regieboek_work_seconds_count{work="${work}",region="${region}"}`);
    expect(await measured(work, 'zhz', running)).toBe(1);
    const failing = measured(work, 'not-in-the-log', () => Promise.reject(new RangeError('a reason')));
    await expect(failing).rejects.toThrow(new RangeError('a reason'));
    expect([await running(), await count('zhz'), await count('not-in-the-log'), await count('')]).toEqual([
      0,
      1,
      undefined,
      1,
    ]);
    expect(await valueOf(`regieboek_work_failures_total{work="${work}"}`)).toBe(1);
    expect(await processMetrics()).not.toContain('a reason');
  });

  it('have those of Node.js once, however often they are asked for', async () => {
    await processMetrics();
    const lines = (await processMetrics()).split('\n');
    for (const name of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect([name, lines.filter((line) => line.startsWith(`${name} `)).length]).toEqual([name, 1]);
  });
});
