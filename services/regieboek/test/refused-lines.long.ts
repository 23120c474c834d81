/** The same lists, of a declaration as large as the standard allows. */
import './refused-lines.spec.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const LINES = sized(2_800, 30_016);
const SECONDS_MAX = 1;

describe('the refusals of a large declaration', () => {
  let running: Running;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ running, stop } = await startOnNewDatabase());
    await importStory(running);
    const taken = await running.post('/v1/declarations', 'application/xml', story.largeJw323(LINES));
    expect(taken.json()).toMatchObject({ lines: LINES, approvedLines: 2 });
    // The first question about declarations brings the read model up to date.
    await running.get(`/v1/regions/${story.region}/declarations`);
  }, 300_000);
  afterAll(() => stop());

  it('are listed within a second', async () => {
    const url = `/v1/regions/${story.region}/refusals?declaration=DECGROOT`;
    const from = performance.now();
    const response = await running.server.inject({ method: 'GET', url });
    const seconds = (performance.now() - from) / 1_000;
    expect(response.json().refusals).toHaveLength(LINES - 2);
    process.stdout.write(`refusals of ${LINES} lines: ${seconds.toFixed(2)} s\n`);
    expect(seconds).toBeLessThan(SECONDS_MAX);
  });

  it('are written as a workbook', async () => {
    const url = `/v1/regions/${story.region}/refusals`;
    const accept = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const response = await running.server.inject({ method: 'GET', url, headers: { accept } });
    expect(response.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
});
