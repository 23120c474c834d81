import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { replay } from '@regieboek/journal';
import { assigned, bsn, jw301, otherBsn } from '../../test/messages.js';
import { intakeDatabase, PlacementsIntake } from '../../test/placements-intake.js';
import type { FactsIntake } from './facts-intake.js';
import type { MessageIntake } from './message-intake.js';

const head = 'region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn';
const row = (id: string, from = '2012-05-21', of: string = bsn, birth = '2012-05-21') =>
  `zhz,${of},${birth},${id},registration,${from},,0505,woonadres,2024-01-02`;
const factsFile = (...rows: string[]) => Buffer.from([head, ...rows].join('\n'));

describe('processing input from outside, all of it or nothing', () => {
  let own: Awaited<ReturnType<typeof intakeDatabase>>;
  let taking: PlacementsIntake;
  let facts: FactsIntake;
  let intake: MessageIntake;

  beforeAll(async () => {
    own = await intakeDatabase();
  });
  beforeEach(async () => {
    taking = await PlacementsIntake.empty(own.database, own.pool);
    facts = taking.facts;
    intake = taking.messages();
  });
  afterEach(() => taking.close());
  afterAll(() => own.stop());

  it('records a file of facts once, under pseudonyms', async () => {
    const body = factsFile(row('A'), row('B', '2020-01-01'), row('C', '2012-05-21', otherBsn));
    expect(await facts.take(body)).toMatchObject({ status: 'processed', region: 'zhz', events: 5 });
    expect(await facts.take(body)).toMatchObject({ status: 'unchanged', region: 'zhz' });
    expect(await facts.take(factsFile(row('A')))).toMatchObject({ status: 'processed', events: 0 });
    const { youths } = await replay(taking.log, 'zhz');
    expect([...youths.values()].map((one) => one.facts.map(({ fact }) => fact.id))).toEqual([['A', 'B'], ['C']]);
    for await (const batch of taking.log.readRegion('zhz')) expect(JSON.stringify(batch)).not.toContain(bsn);
  });

  it('records nothing of a facts file with a refused row, and names the lines', async () => {
    await facts.take(factsFile(row('A')));
    const before = await taking.log.head('zhz');
    const mixed = factsFile(row('N', '2020-01-01', otherBsn), row('A', '2021-01-01'), row('A', '2022-01-01'));
    const refused = await facts.take(mixed);
    expect(refused).toMatchObject({
      status: 'refused',
      faults: [
        { place: 'line 3', text: expect.stringContaining('id A is in use') },
        { place: 'line 4', text: expect.stringContaining('id A is in use') },
      ],
    });
    expect(await taking.log.head('zhz')).toBe(before);
    expect(await taking.store.list('refused')).toMatchObject([{ id: refused.message, kind: 'residence-facts' }]);
    expect((await taking.store.open(refused.message)).equals(mixed)).toBe(true);
  });

  it('refuses a file of facts in another encoding at its line', async () => {
    const before = await taking.log.head('zhz');
    const body = Buffer.from([head, row('b1'), row('b\u00eb2')].join('\n'), 'latin1');
    expect(await facts.take(body)).toMatchObject({
      status: 'refused',
      faults: [{ place: 'line 3', text: expect.stringContaining('UTF-8') }],
    });
    expect(await taking.log.head('zhz')).toBe(before);
  });

  it('corrects a birth date by facts, and refuses facts of a region that is not defined', async () => {
    await facts.take(factsFile(row('A')));
    const other = await facts.take(factsFile(row('B', '2020-01-01', bsn, '2012-05-22')));
    expect(other).toMatchObject({ status: 'processed', events: 2 });
    const elsewhere = await facts.take(factsFile(row('A').replace('zhz', 'fryslan')));
    expect(elsewhere).toMatchObject({
      status: 'refused',
      faults: [{ place: 'column region', text: 'region fryslan is not defined: import its contracts.yaml first' }],
    });
    expect(await taking.log.regions()).toEqual(['zhz']);
  });

  it('refuses a message of a municipality in no region, one that cannot be read, and one not for us', async () => {
    const nowhere = Buffer.from(
      jw301([assigned(1)])
        .toString()
        .replaceAll('>0505<', '>0599<'),
    );
    expect(await intake.take(nowhere)).toMatchObject({
      status: 'refused',
      faults: [{ place: '/Bericht/Header', text: expect.stringContaining('0599 does not participate in any region') }],
    });
    expect(await intake.take(Buffer.from('<a/>'))).toMatchObject({ status: 'refused' });
    expect((await taking.store.list('refused')).length).toBe(2);
    expect(await taking.log.head('zhz')).toBe(1);
  });

  it('retries pending messages', async () => {
    await taking.store.receive(jw301([assigned(1)]), 'iJw');
    await taking.store.receive(factsFile(row('A')), 'residence-facts');
    expect(await intake.resume()).toEqual({ settled: 1, failures: [] });
    expect(await facts.resume()).toEqual({ settled: 1, failures: [] });
    expect(await taking.store.list('received')).toEqual([]);
    const [youth] = (await replay(taking.log, 'zhz')).youths.values();
    expect([youth?.facts.length, youth?.assignments.size]).toEqual([1, 1]);
  });
});
