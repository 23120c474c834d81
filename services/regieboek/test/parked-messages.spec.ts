import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resumeAll } from '@regieboek/platform';
import { retries } from '../src/process/resume.js';
import { command } from './printed.js';
import { startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const url = '/v1/residence-facts-files';

describe('a received message that ended the process again and again', () => {
  let running: Running;
  let database = '';
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ running, url: database, stop } = await startOnNewDatabase());
    await running.post('/v1/region-files', 'application/yaml', story.regionFile);
    await running.post(url, 'text/csv', story.factsFile);
    // As the process leaves it that ended while it read the message: kept, begun, and not settled.
    await running.administrator.query(
      `UPDATE placements.message SET status = 'received', attempts = 3, result = NULL WHERE kind = 'residence-facts'`,
    );
  });
  afterAll(() => stop());

  const parked = (...argv: string[]) => command('parked', ...argv, '--database', database);
  const listed = async () => (await parked('list', '--json')).json.flat() as { message: string; reason: string }[];

  it('is parked at the next start, which continues; readiness reports it (R16)', async () => {
    expect(await resumeAll(running.application, retries)).toEqual({ settled: 1, failures: [] });
    expect((await running.get('/health/ready')).json()).toMatchObject({ status: 'degraded', parked: 1 });
    expect(await listed()).toMatchObject([{ service: 'placements', kind: 'residence-facts' }]);
  });

  it('is refused with the reason when it is sent again, while other messages are imported', async () => {
    const again = await running.post(url, 'text/csv', story.factsFile);
    expect([again.statusCode, again.json().faults]).toEqual([
      400,
      [{ place: 'file', text: expect.stringContaining('the process ended') }],
    ]);
    const other = `${story.factsFile.trimEnd()}\n\n`;
    expect(createHash('sha256').update(other).digest('hex')).not.toBe((await listed())[0]?.message);
    expect((await running.post(url, 'text/csv', other)).statusCode).toBe(200);
  });

  it('is imported once an operator allows a retry', async () => {
    const [{ message = '' } = {}] = await listed();
    const { lines } = await parked('retry', message);
    expect(lines.join()).toContain('is retried');
    await resumeAll(running.application, retries);
    expect((await running.get('/health/ready')).json()).toMatchObject({ status: 'ready', parked: 0 });
    expect((await parked('list')).lines).toEqual(['nothing is parked']);
  });
});
