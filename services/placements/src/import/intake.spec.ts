import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MemoryEventLog, eventId } from '@regieboek/eventing';
import { messageHeader, writeMessage, type JW301, type JW305 } from '@regieboek/ijw';
import { replay } from '@regieboek/journal';
import { fromDay, toDay } from '@regieboek/kernel';
import {
  cipherWith,
  ContractsCopy,
  contractsCopyIn,
  MessageStore,
  messageTableIn,
  openReadModels,
  ProjectionRunner,
} from '@regieboek/platform';
import { startTestDatabase, type TestDatabase } from '@regieboek/platform/testing';
import { IdentityTable1700000000002, IdentityVault } from '../vault/identity-vault.js';
import { FactsIntake } from './facts-intake.js';
import { MessageIntake } from './message-intake.js';

const day = (text: string) => fromDay(toDay(text));
const [bsn, otherBsn] = ['999900006', '999900018'];
const provider = '99990001';

const head = 'region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn';
const row = (id: string, from = '2012-05-21', of = bsn, birth = '2012-05-21') =>
  `zhz,${of},${birth},${id},registration,${from},,0505,woonadres,2024-01-02`;
const factsFile = (...rows: string[]) => Buffer.from([head, ...rows].join('\n'));

const client = { bsn, geboortedatum: { datum: day('2012-05-21') }, geslacht: '2' } as const;
const name = { geslachtsnaam: { achternaam: 'Kwetsbaarsma' }, voorletters: 'S' };

/** Product of an assignment: another one for every number (TR302). */
const codeOf = (number: number): string => `45A0${number + 3}`;

const jw301 = (numbers: readonly number[], of = bsn, identification = 'T1'): Buffer => {
  const message: JW301 = {
    header: messageHeader('JW301', {
      afzender: '0505',
      ontvanger: provider,
      identificatie: identification,
      dagtekening: day('2026-01-09'),
    }),
    client: {
      ...client,
      bsn: of,
      naam: { ...name, naamGebruik: '1' },
      communicatie: { vorm: '1', taal: 'Pools' },
      contactgegevens: [
        { soort: '01', adres: { huis: { huisnummer: 12 }, postcode: '3311AA', landCode: 'NL' } },
      ] as JW301['client']['contactgegevens'],
      toegewezenProducten: numbers.map((number) => ({
        toewijzingNummer: number,
        product: { categorie: '45', code: codeOf(number) },
        toewijzingsdatum: day('2026-01-09'),
        toewijzingstijd: '10:15:00',
        ingangsdatum: day('2026-01-12'),
        einddatum: day('2026-12-31'),
        omvang: { volume: 40, eenheid: '04', frequentie: '2' },
      })),
    },
  };
  return Buffer.from(writeMessage('JW301', message));
};

type Start = JW305['client']['startProducten'][number];
const jw305 = (...starts: readonly { number: number; begin: string; removed?: boolean }[]): Buffer =>
  Buffer.from(
    writeMessage('JW305', {
      header: messageHeader('JW305', {
        afzender: provider,
        ontvanger: '0505',
        identificatie: 'S1',
        dagtekening: day('2026-01-20'),
      }),
      client: {
        ...client,
        naam: name,
        startProducten: starts.map(({ number, begin, removed }): Start => ({
          toewijzingNummer: number,
          product: { categorie: '45', code: '45A04' },
          begindatum: day(begin),
          statusAanlevering: removed ? '3' : '1',
        })),
      },
    }),
  );

describe('taking in what came from outside, all of it or nothing', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let log: MemoryEventLog;
  let copy: ContractsCopy;
  let facts: FactsIntake;
  let intake: MessageIntake;
  let store: MessageStore;
  const { entities, migrations, projection } = contractsCopyIn('placements');
  const cipher = cipherWith(Buffer.alloc(32, 5));

  beforeAll(async () => {
    database = await startTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    await ProjectionRunner.migrate(database.url);
  });
  beforeEach(async () => {
    await copy?.close();
    await pool.query('DROP SCHEMA IF EXISTS placements CASCADE; TRUNCATE platform.checkpoint');
    const all = [...migrations, messageTableIn('placements'), IdentityTable1700000000002];
    const source = await openReadModels(database.url, { schema: 'placements', entities, migrations: all });
    log = new MemoryEventLog();
    copy = new ContractsCopy(source, new ProjectionRunner(log, pool), log, projection);
    store = new MessageStore(pool, cipher, 'placements');
    const vault = new IdentityVault(pool, cipher);
    facts = new FactsIntake(log, copy, store, vault);
    intake = new MessageIntake(log, copy, store, vault);
    await defineRegion();
  });
  afterAll(async () => {
    await copy.close();
    await pool.end();
    await database.stop();
  });

  const defineRegion = () =>
    log.append('zhz.region-zhz', 'none', [
      {
        id: eventId('region', 0),
        type: 'contracts.region-defined.v1',
        data: {
          region: 'zhz',
          name: 'Zuid-Holland Zuid',
          organisation: 'SOJ',
          municipalities: [{ code: '0505', name: 'Dordrecht', from: '2015-01-01', to: null }],
          mergers: [],
          parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: '2026-01-01' },
        },
      },
    ]);
  const typesAfter = async (position: number): Promise<string[]> => {
    const types: string[] = [];
    for await (const batch of log.readRegion('zhz', { after: position })) types.push(...batch.map(({ type }) => type));
    return types;
  };

  it('records a file of facts once, under pseudonyms', async () => {
    const body = factsFile(row('A'), row('B', '2020-01-01'), row('C', '2012-05-21', otherBsn));
    expect(await facts.take(body)).toMatchObject({ status: 'processed', region: 'zhz', events: 5 });
    expect(await facts.take(body)).toMatchObject({ status: 'unchanged', region: 'zhz' });
    expect(await facts.take(factsFile(row('A')))).toMatchObject({ status: 'processed', events: 0 });
    const { youths } = await replay(log, 'zhz');
    expect([...youths.values()].map((one) => one.facts.map(({ fact }) => fact.id))).toEqual([['A', 'B'], ['C']]);
    for await (const batch of log.readRegion('zhz')) expect(JSON.stringify(batch)).not.toContain(bsn);
  });

  it('records nothing of a file of facts of which one row is refused, and names the lines', async () => {
    await facts.take(factsFile(row('A')));
    const before = await log.head('zhz');
    const mixed = factsFile(row('N', '2020-01-01', otherBsn), row('A', '2021-01-01'), row('A', '2022-01-01'));
    const refused = await facts.take(mixed);
    expect(refused).toMatchObject({
      status: 'refused',
      faults: [
        { place: 'line 3', text: expect.stringContaining('id A is in use') },
        { place: 'line 4', text: expect.stringContaining('id A is in use') },
      ],
    });
    expect(await log.head('zhz')).toBe(before);
    expect(await store.list('refused')).toMatchObject([{ id: refused.message, kind: 'residence-facts' }]);
    expect((await store.open(refused.message)).equals(mixed)).toBe(true);
  });

  it('refuses a file of facts in another encoding at its line', async () => {
    const before = await log.head('zhz');
    const body = Buffer.from([head, row('b1'), row('b\u00eb2')].join('\n'), 'latin1');
    expect(await facts.take(body)).toMatchObject({
      status: 'refused',
      faults: [{ place: 'line 3', text: expect.stringContaining('UTF-8') }],
    });
    expect(await log.head('zhz')).toBe(before);
  });

  it('refuses facts of a birth date that differs from before, and of a region that nobody defined', async () => {
    await facts.take(factsFile(row('A')));
    const other = await facts.take(factsFile(row('B', '2020-01-01', bsn, '2012-05-22')));
    expect(other).toMatchObject({ status: 'refused', faults: [{ place: 'line 2' }] });
    const elsewhere = await facts.take(factsFile(row('A').replace('zhz', 'fryslan')));
    expect(elsewhere).toMatchObject({
      status: 'refused',
      faults: [{ place: 'column region', text: 'region fryslan is not defined: import its contracts.yaml first' }],
    });
    expect(await log.regions()).toEqual(['zhz']);
  });

  it('records assignments and registers their client, once', async () => {
    expect(await intake.take(jw301([1, 2]))).toMatchObject({ status: 'processed', region: 'zhz', events: 3 });
    expect(await intake.take(jw301([1, 2]))).toMatchObject({ status: 'unchanged' });
    expect((await typesAfter(1)).sort()).toEqual([
      'placements.assignment-decided.v1',
      'placements.assignment-decided.v1',
      'placements.youth-registered.v1',
    ]);
  });

  it('records nothing of assignments of which the second is refused; once that is put right all are taken in', async () => {
    await intake.take(jw301([2], otherBsn));
    const before = await log.head('zhz');
    const refused = await intake.take(jw301([1, 2]));
    expect(refused).toMatchObject({
      status: 'refused',
      faults: [
        {
          place: '/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]/ToewijzingNummer',
          text: expect.stringContaining('belongs to another client (TR332)'),
        },
      ],
    });
    expect(await typesAfter(before)).toEqual([]);
    expect(await store.list('refused')).toMatchObject([{ id: refused.message, kind: 'iJw', faults: [{}] }]);
    expect(await intake.take(jw301([1, 3]))).toMatchObject({ status: 'processed', events: 3 });
  });

  it('takes in a refused message when what it waited for has come, under the same id', async () => {
    const start = jw305({ number: 1, begin: '2026-01-12' });
    const early = await intake.take(start);
    expect(early).toMatchObject({ status: 'refused', faults: [{ place: '/Bericht/Client/Bsn' }] });
    await intake.take(jw301([1]));
    expect(await intake.take(start)).toEqual({
      status: 'processed',
      message: early.message,
      region: 'zhz',
      events: 1,
    });
    expect([await store.list('refused'), (await store.find(early.message))?.faults]).toEqual([[], []]);
  });

  it('records no start of a message of which another one is refused', async () => {
    await intake.take(jw301([1, 2]));
    const before = await log.head('zhz');
    const message = jw305({ number: 1, begin: '2026-01-12' }, { number: 2, begin: '2026-01-12', removed: true });
    expect(await intake.take(message)).toMatchObject({
      status: 'refused',
      faults: [{ place: '/Bericht/Client/StartProducten/StartProduct[2]', text: expect.stringContaining('TR063') }],
    });
    expect(await typesAfter(before)).toEqual([]);
  });

  it('refuses a message of a municipality that takes part nowhere, one that cannot be read, and one not for us', async () => {
    const nowhere = Buffer.from(jw301([1]).toString().replaceAll('>0505<', '>0599<'));
    expect(await intake.take(nowhere)).toMatchObject({
      status: 'refused',
      faults: [{ place: '/Bericht/Header', text: expect.stringContaining('0599 takes part in no region') }],
    });
    expect(await intake.take(Buffer.from('<a/>'))).toMatchObject({ status: 'refused' });
    expect((await store.list('refused')).length).toBe(2);
    expect(await log.head('zhz')).toBe(1);
  });

  it('takes up again what was received and never settled', async () => {
    await store.receive(jw301([1]), 'iJw');
    await store.receive(factsFile(row('A')), 'residence-facts');
    expect(await intake.resume()).toEqual({ settled: 1, failures: [] });
    expect(await facts.resume()).toEqual({ settled: 1, failures: [] });
    expect(await store.list('received')).toEqual([]);
    const [youth] = (await replay(log, 'zhz')).youths.values();
    expect([youth?.facts.length, youth?.assignments.size]).toEqual([1, 1]);
  });
});
