import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MemoryEventLog } from '@regieboek/eventing';
import { MessageStore, messageTableIn } from '@regieboek/intake';
import { cipherWith, ContractsCopy, contractsCopyIn, openReadModels, ProjectionRunner } from '@regieboek/platform';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { ImportRegionFile, ImportRegionFileHandler } from './import-region-file.js';

const agreedWith = (agb: string, cents: number) => `
  - agb: "${agb}"
    name: Aanbieder ${agb}
    from: 2024-01-01
    products:
      - { code: 45A04, category: "45", name: Behandeling, form: ambulant, unit: "04", variant: effort,
          tariffs: [{ from: 2024-01-01, cents: ${cents} }] }`;

const fileOf = (...providers: string[]) => `format: regieboek-contracts/1
region: { id: zhz, name: Zuid-Holland Zuid, organisation: SOJ }
municipalities:
  - { code: "0505", name: Dordrecht, from: 2015-01-01 }
  - { code: "0512", name: Gorinchem, from: 2015-01-01 }
providers: ${providers.length > 0 ? providers.join('') : '[]'}
`;

const [one, two] = [agreedWith('99990001', 10_000), agreedWith('99990002', 20_000)];
const both = fileOf(one, two);

describe('importing a region file', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let log: MemoryEventLog;
  let copy: ContractsCopy;
  let files: MessageStore;
  let handler: ImportRegionFileHandler;
  const { entities, migrations, projection } = contractsCopyIn('contracts');

  beforeAll(async () => {
    database = await startTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    await ProjectionRunner.migrate(database.url);
    files = new MessageStore(pool, cipherWith(Buffer.alloc(32, 3)), 'contracts');
  });
  beforeEach(async () => {
    await copy?.close();
    await pool.query('DROP SCHEMA IF EXISTS contracts CASCADE; TRUNCATE platform.checkpoint');
    log = new MemoryEventLog();
    const all = [...migrations, ...messageTableIn('contracts')];
    const source = await openReadModels(database.url, { schema: 'contracts', entities, migrations: all });
    copy = new ContractsCopy(source, new ProjectionRunner(log, pool), log, projection);
    handler = new ImportRegionFileHandler(log, copy, files);
  });
  afterAll(async () => {
    await copy.close();
    await pool.end();
    await database.stop();
  });

  const takeBytes = (body: Uint8Array) => handler.execute(new ImportRegionFile(body));
  const take = (text: string) => takeBytes(Buffer.from(text));
  const eventsOf = async (text: string) => {
    const imported = await take(text);
    if (imported.kind === 'refused') throw new Error(JSON.stringify(imported.faults));
    return imported.events;
  };
  const standing = async () => (await copy.contracts('zhz')).map(({ provider }) => provider);

  it('records the region and every contract, and the same file again records nothing', async () => {
    expect(await take(both)).toEqual({ kind: 'recorded', region: 'zhz', events: 3 });
    expect(await eventsOf(both)).toBe(0);
    expect(
      await eventsOf(
        both.replace('name: Gorinchem, from: 2015-01-01', 'from: 2015-01-01, name: Gorinchem').concat('# a remark\n'),
      ),
    ).toBe(0);
    expect(await log.head('zhz')).toBe(3);
  });

  it('records one event for one changed tariff', async () => {
    await take(both);
    expect(await eventsOf(fileOf(one, agreedWith('99990002', 20_001)))).toBe(1);
    const tariffs = (await copy.contracts('zhz')).map(({ products }) => products[0]?.tariffs[0]?.cents);
    expect(tariffs).toEqual([10_000, 20_001]);
  });

  it('records the last iJw choices of the region once, and that it has none once the section is removed', async () => {
    await take(both);
    const chosen = `${both}ijw: { budgetSum: delivered volumes }\n`;
    expect([await eventsOf(chosen), await eventsOf(chosen)]).toEqual([1, 0]);
    expect((await copy.snapshot()).settingsOf('zhz')).toEqual({ budgetSum: 'delivered volumes' });
    expect([await eventsOf(both), await eventsOf(both)]).toEqual([1, 0]);
    expect((await copy.snapshot()).settingsOf('zhz')).toEqual({});
  });

  it('withdraws the contract of a provider that is left out, once, and agrees it again when it is back', async () => {
    await take(both);
    expect([await eventsOf(fileOf(one)), await eventsOf(fileOf(one))]).toEqual([1, 0]);
    expect(await standing()).toEqual(['99990001']);
    expect(await eventsOf(both)).toBe(1);
    expect(await standing()).toEqual(['99990001', '99990002']);
    expect(await eventsOf(fileOf())).toBe(2);
    expect(await standing()).toEqual([]);
  });

  it('is refused when a municipality that took part is left out, and then records nothing of its contracts either', async () => {
    await take(both);
    const erasing = fileOf(agreedWith('99990001', 1)).replace(/ {2}- \{ code: "0512".*\n/, '');
    const refused = await take(erasing);
    expect(refused).toMatchObject({ kind: 'refused', faults: [{ line: 1, text: expect.stringContaining('0512') }] });
    expect(await log.head('zhz')).toBe(3);
    expect(await files.list('refused')).toMatchObject([
      { kind: 'region-file', faults: [{ place: 'line 1', text: expect.stringContaining('end date') }] },
    ]);
  });

  it('in another encoding is refused at its line, is kept byte for byte, and records no damaged name', async () => {
    const body = Buffer.from(both.replace('Gorinchem', 'Gor\u00efnchem'), 'latin1');
    const refused = await takeBytes(body);
    if (refused.kind === 'recorded') throw new Error('recorded');
    expect(refused.faults).toEqual([{ line: 5, text: expect.stringContaining('UTF-8') }]);
    expect(await files.open(refused.message)).toEqual(body);
    expect(await log.regions()).toEqual([]);
  });

  it('that cannot be read is refused with every fault and its line, is kept, and can be imported after repair', async () => {
    const broken = both.replace('cents: 10000', 'cents: -1').replace('unit: "04", variant', 'unit: "99", variant');
    const refused = await take(broken);
    if (refused.kind === 'recorded') throw new Error('recorded');
    expect(refused.faults.length).toBeGreaterThanOrEqual(2);
    expect((await files.open(refused.message)).toString()).toBe(broken);
    expect(await log.regions()).toEqual([]);
    expect(await eventsOf(both)).toBe(3);
  });
});
