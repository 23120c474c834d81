import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

describe('a person who is erased from the vault', () => {
  let running: Running;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ running, stop } = await startOnNewDatabase());
    await importStory(running);
    await running.post('/v1/declarations', 'application/xml', story.jw323());
  });
  afterAll(() => stop());

  const bill = async () => (await running.get(`/v1/regions/${story.region}/billing-runs/${story.month}`)).json();

  it('leaves every amount unchanged, and the pseudonym can no longer be found by the number (R17)', async () => {
    const before = await bill();
    const pool = running.administrator;
    const youths = await pool.query<{ youth: string }>('DELETE FROM placements.identity RETURNING youth');
    expect(youths.rows.length).toBeGreaterThanOrEqual(2);
    expect(await bill()).toEqual(before);
    const kept = await pool.query<{ text: string }>(`SELECT data AS text FROM log.event`);
    expect(kept.rows.some(({ text }) => text.includes(story.bsn))).toBe(false);
  });
});
