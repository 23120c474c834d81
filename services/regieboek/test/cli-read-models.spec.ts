import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeclarationIntake } from '@regieboek/finance';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import { writeMessage } from '@regieboek/ijw';
import { command } from './printed.js';
import { readModelRows, readModels } from './read-model-rows.js';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;
let url: string;

const catchUp = async (): Promise<void> => {
  const projections = running.resolve<Projections>(PROJECTIONS);
  for (const one of readModels) await projections.catchUp(one, story.region);
};
const rows = () => readModelRows(running.administrator);

beforeAll(async () => {
  ({ running, stop, url } = await startOnNewDatabase());
  await importStory(running);
  await running.resolve(DeclarationIntake).take(Buffer.from(story.jw323()));
  await catchUp();
});
afterAll(() => stop());

describe('regieboek read-models', () => {
  it('lists every read model with its position', async () => {
    const head = await running.resources.log.head(story.region);
    const { code, json } = await command('read-models', 'list', '--database', url, '--json');
    expect(code).toBe(0);
    expect(json[0]).toEqual(
      readModels.map(({ name, contexts, schema, tables }) => ({
        ...{ name, contexts, region: story.region, fed: false, position: head, head, rebuiltUpTo: null },
        tables: tables.map((table) => `${schema}.${table}`),
      })),
    );
    const { lines } = await command('read-models', 'list', '--database', url);
    expect(lines[0]).toMatch(/^read model +region +contexts +source +position +head/);
    expect(lines).toHaveLength(readModels.length + 2);
  });

  it.each(readModels.map(({ name }) => name))('rebuilds %s beside the live one, to the same rows', async (name) => {
    const before = await rows();
    const { code, lines } = await command('read-models', 'rebuild', name, '--database', url);
    expect([code, lines]).toEqual([0, [`${name}: rebuilt from the log in 1 region`]]);
    expect(await rows()).toEqual(before);
    const again = await command('read-models', 'rebuild', name, '--database', url, '--region', story.region);
    expect([again.code, await rows()]).toEqual([0, before]);
  });

  it('rebuilds while the product serves: the answers stay the same, and declarations are still processed (R15)', async () => {
    const ask = async () => (await running.get(`/v1/regions/${story.region}/declarations`)).body;
    const before = await ask();
    const answers = new Set<string>();
    let isOver = false;
    const asking = async (): Promise<void> => {
      while (!isOver) answers.add(await ask());
    };
    const work = [asking(), asking()];
    const { code } = await command('read-models', 'rebuild', 'finance.declarations', '--database', url);
    isOver = true;
    await Promise.all(work);
    expect([code, [...answers]]).toEqual([0, [before]]);
    const second = story.jw323Of('D2', [{ bsn: story.bsn, prestaties: [story.line('L9', 0)] }]);
    expect(await running.resolve(DeclarationIntake).take(Buffer.from(writeMessage('JW323', second)))).toMatchObject({
      status: 'decided',
    });
  });

  it('lists the known names when the read model or the region is unknown', async () => {
    const wrong = await command('read-models', 'rebuild', 'finance.unknown', '--database', url);
    expect([wrong.code, wrong.errors]).toEqual([1, expect.stringContaining('it has contracts.contracts.v1, ')]);
    const where = await command('read-models', 'rebuild', 'finance.lines', '--region', 'x', '--database', url);
    expect(where.code).toBe(1);
    const region = await command('read-models', 'rebuild', 'finance.assignments', '--region', 'x', '--database', url);
    expect([region.code, region.errors]).toEqual([1, expect.stringContaining('the log has no region x')]);
    expect((await command('read-models', 'rebuild', 'a', '--partitions', '0')).code).toBe(2);
    expect((await command('read-models', 'list', '--event-log', 'http://log')).code).toBe(2);
  });
});
