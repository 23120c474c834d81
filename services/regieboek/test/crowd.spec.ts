import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeMessage } from '@regieboek/ijw';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase());
  await importStory(running);
});
afterAll(() => stop());

const declarationNumber = (number: number): string =>
  writeMessage('JW323', story.jw323Of(`C${number}`, [{ bsn: story.bsn, prestaties: [story.line(`C${number}`, 0)] }]));

describe('many requests at once', () => {
  it('with declarations are all answered, though they outnumber the connections: one line is approved, once', async () => {
    const bodies = Array.from({ length: 30 }, (_, i) => declarationNumber(i));
    const sent = [...bodies, ...bodies].map((body) => running.post('/v1/declarations', 'application/xml', body));
    const answers = await Promise.all(sent);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(60).fill(200));
    const { declarations } = (await running.get(`/v1/regions/${story.region}/declarations`)).json();
    expect(declarations).toHaveLength(30);
    const approved = declarations.map(({ approvedLines }: { approvedLines: number }) => approvedLines);
    expect(approved.reduce((sum: number, one: number) => sum + one, 0)).toBe(1);
  });

  it('for one fact record it once, and for different facts all', async () => {
    const history = await running.history(story.region);
    const [youth = ''] = history.youths.keys();
    const url = `/v1/regions/${story.region}/youths/${youth}/facts`;
    const fact = (id: string) =>
      JSON.stringify({ fact: { id, kind: 'request', on: '2026-03-01' }, recordedOn: '2026-03-05' });
    const before = await running.resources.log.head(story.region);
    const ids = [...Array<string>(6).fill('SAME'), ...Array.from({ length: 6 }, (_, i) => `OTHER${i}`)];
    const answers = await Promise.all(ids.map((id) => running.post(url, 'application/json', fact(id))));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(12).fill(201));
    expect(await running.resources.log.head(story.region)).toBe(before + 7);
  });
});
