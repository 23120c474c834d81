import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventId, MemoryEventLog } from '@regieboek/eventing';
import { validated, type Contract, type DomainEvent, type IjwSettings, type RegionDefinition } from '@regieboek/events';
import { fromDay, toDay } from '@regieboek/kernel';
import { ProjectionRunner } from '../../projections/projection-runner.js';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { ContractsCopy, contractsCopyIn } from './queries.js';
import { ContractsSnapshot } from './snapshot.js';
import { openReadModels } from '../data-source.js';

const day = (text: string) => fromDay(toDay(text));
const member = (code: string, from: string, to: string | null = null) => ({
  code,
  name: `Gemeente ${code}`,
  from: day(from),
  to: to === null ? null : day(to),
});
const defined = (region: string, municipalities: RegionDefinition['municipalities']): RegionDefinition => ({
  region,
  name: region,
  organisation: 'SOJ',
  municipalities,
  mergers: [],
  providersPaidBy: [],
  parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: day('2026-01-01') },
});
const contract = (provider: string, name: string, region = 'zhz'): Contract => ({
  region,
  provider,
  name,
  from: day('2024-01-01'),
  to: null,
  products: [],
  lumpSums: [],
  capacity: [],
});
const agreed = (one: Contract): DomainEvent => ({ type: 'contracts.contract-agreed.v1', data: one });

describe('the region of a municipality around a reorganisation', () => {
  const old = {
    ...defined('oud', [
      member('1927', '2015-01-01', '2018-12-31'),
      member('0505', '2015-01-01', '2023-12-31'),
      member('0788', '2015-01-01', '2020-12-31'),
      member('0600', '2015-01-01', '2020-12-31'),
    ]),
    mergers: [
      { date: day('2019-01-01'), from: ['1927'], to: '1978' },
      { date: day('2021-01-01'), from: ['0788'], to: null },
    ],
  };
  const young = defined('nieuw', [member('1978', '2019-01-01'), member('0505', '2024-01-01')]);
  const snapshot = new ContractsSnapshot([old, young], new Map());

  it.each<[string, string, string]>([
    ['0505', '2023-12-31', 'oud'],
    ['0505', '2024-01-01', 'nieuw'],
    ['1927', '2018-12-31', 'oud'],
    ['1978', '2019-01-01', 'nieuw'],
  ])('%s participates on %s in %s', (code, on, region) => {
    expect(snapshot.membershipOf(code, day(on))).toEqual({ region, isMember: true, text: '' });
  });

  it.each<[string, string, string | null, string]>([
    ['1927', '2019-02-01', 'oud', 'it merged into 1978 on 2019-01-01: send it to that municipality'],
    ['1978', '2018-12-15', 'nieuw', 'from 2019-01-01, and the message is dated 2018-12-15'],
    ['0788', '2021-01-05', 'oud', 'it was split on 2021-01-01 and pays no longer'],
    [
      '0600',
      '2021-01-05',
      'oud',
      'up to 2020-12-31, and the message is dated 2021-01-05: send it to the municipality of that day',
    ],
    ['9999', '2024-01-01', null, 'does not participate in any region: import the contracts.yaml'],
  ])('%s does not on %s (region %s): %s', (code, on, region, text) => {
    expect(snapshot.membershipOf(code, day(on))).toEqual({
      region,
      isMember: false,
      text: expect.stringContaining(text),
    });
  });

  it('knows a municipality under every code it had, also one that ended (TR378)', () => {
    expect(['1927', '1978', '9999'].map((code) => snapshot.hasMunicipality(code))).toEqual([true, true, false]);
  });

  it('has the defined regions, and no contracts for regions without contracts', () => {
    expect([snapshot.hasRegion('oud'), snapshot.hasRegion('zhz')]).toEqual([true, false]);
    expect(snapshot.contractsOf('oud').size).toBe(0);
  });
});

describe('the copy of regions and contracts', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let copy: ContractsCopy;
  const log = new MemoryEventLog();
  let told = 0;

  beforeAll(async () => {
    database = await startTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    await ProjectionRunner.migrate(database.url);
    const { entities, migrations, projection } = contractsCopyIn('own');
    const source = await openReadModels(database.url, { schema: 'own', entities, migrations });
    copy = new ContractsCopy(source, new ProjectionRunner(log, pool), log, projection);
  });
  afterAll(async () => {
    await copy.close();
    await pool.end();
    await database.stop();
  });

  async function tell(region: string, event: DomainEvent): Promise<void> {
    told += 1;
    const id = eventId(`told ${told}`, 0);
    await log.append(`${region}.contract-${told}`, 'none', [{ id, ...validated(event) }]);
  }
  const names = async (region: string) => (await copy.contracts(region)).map(({ provider, name }) => [provider, name]);

  it('has no rows for a region that is not defined', async () => {
    expect([await copy.region('zhz'), await copy.regions(), await copy.contracts('zhz')]).toEqual([null, [], []]);
  });

  it('holds the last definition of every region, by id, as it was recorded', async () => {
    const zhz = defined('zhz', [member('0505', '2015-01-01')]);
    await tell('zhz', { type: 'contracts.region-defined.v1', data: zhz });
    await tell('fryslan', {
      type: 'contracts.region-defined.v1',
      data: defined('fryslan', [member('0080', '2015-01-01')]),
    });
    const later = defined('zhz', [member('0505', '2015-01-01'), member('0512', '2015-01-01')]);
    await tell('zhz', { type: 'contracts.region-defined.v1', data: later });
    expect((await copy.regions()).map(({ region }) => region)).toEqual(['fryslan', 'zhz']);
    expect(await copy.region('zhz')).toEqual(later);
  });

  it('has the current contracts, by provider: the last agreement, and none that was withdrawn', async () => {
    await tell('zhz', agreed(contract('99990002', 'Twee')));
    await tell('zhz', agreed(contract('99990001', 'Een')));
    expect(await names('zhz')).toEqual([
      ['99990001', 'Een'],
      ['99990002', 'Twee'],
    ]);
    await tell('zhz', agreed(contract('99990001', 'Later')));
    await tell('zhz', {
      type: 'contracts.contract-withdrawn.v1',
      data: { region: 'zhz', provider: '99990002' },
    });
    await tell('zhz', {
      type: 'placements.youth-registered.v1',
      data: { youth: '8e1a4a36-6bd0-4ad0-8a05-000000000001', birth: day('2012-05-21') },
    });
    expect(await names('zhz')).toEqual([['99990001', 'Later']]);
    expect(await names('fryslan')).toEqual([]);
  });

  it('holds a contract again that was agreed again after it was withdrawn', async () => {
    await tell('zhz', agreed(contract('99990002', 'Weer')));
    expect(await names('zhz')).toContainEqual(['99990002', 'Weer']);
  });

  it('has the last iJw choices of a region, and none for a region without choices', async () => {
    const chosen = (region: string, settings: IjwSettings): DomainEvent => ({
      type: 'contracts.ijw-settings-chosen.v1',
      data: { region, settings },
    });
    await tell('zhz', chosen('zhz', { earlierPeriods: 'provider' }));
    await tell('zhz', chosen('zhz', { budgetSum: 'delivered volumes' }));
    const snapshot = await copy.snapshot();
    await tell('zhz', chosen('zhz', {}));
    expect(snapshot.settingsOf('zhz')).toEqual({ budgetSum: 'delivered volumes' });
    expect(snapshot.settingsOf('fryslan')).toEqual({});
    expect((await copy.snapshot()).settingsOf('zhz')).toEqual({});
  });

  it('returns a snapshot that later events do not change', async () => {
    const snapshot = await copy.snapshot();
    await tell('zhz', agreed(contract('99990003', 'Nieuw')));
    expect([...snapshot.contractsOf('zhz').keys()].sort()).toEqual(['99990001', '99990002']);
    expect(snapshot.hasRegion('fryslan')).toBe(true);
    expect([...(await copy.snapshot()).contractsOf('zhz').keys()]).toContain('99990003');
  });
});
