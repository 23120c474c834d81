import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MessageStore } from '@regieboek/intake';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { assigned, bsn, day, jw301, jw305, jw307, otherBsn, start, stopOf } from '../../test/messages.js';
import { intakeDatabase, PlacementsIntake, today } from '../../test/placements-intake.js';

/** Simulates the end of the process at this point. */
class Crash extends Error {}

const begin = '2026-01-12';

describe('a message is answered once', () => {
  let own: Awaited<ReturnType<typeof intakeDatabase>>;
  let taking: PlacementsIntake;

  beforeAll(async () => {
    own = await intakeDatabase();
  });
  beforeEach(async () => {
    taking = await PlacementsIntake.empty(own.database, own.pool);
  });
  afterEach(() => taking.close());
  afterAll(() => own.stop());

  const take = (body: Uint8Array, on = today) => taking.messages(on).take(body);

  /** The store, with another function that stores the result of a message. */
  const storeThat = (settle: MessageStore['settle']): MessageStore =>
    new Proxy(taking.store, {
      get: (store, name) => {
        if (name === 'settle') return settle;
        const value: unknown = Reflect.get(store, name);
        return typeof value === 'function' ? value.bind(store) : value;
      },
    });

  /** The process ends between recording and answering. */
  const crashing = (): MessageStore => storeThat(() => Promise.reject(new Crash()));

  /** Storing the result of a message is slow. */
  const slow = (): MessageStore =>
    storeThat(async (...parameters) => {
      await new Promise((done) => setTimeout(done, 100));
      return taking.store.settle(...parameters);
    });

  const crash = async (body: Uint8Array) =>
    expect(taking.messages(today, crashing()).take(body)).rejects.toThrow(Crash);

  it('with the same bytes every time, under an identification that follows from it', async () => {
    const body = jw301([assigned(1)]);
    const first = await take(body);
    const answer = await taking.answer(first.message);
    const { message } = first;
    const given = { type: 'JW302', accepted: true, faults: [] };
    expect(await take(body, today + 30)).toEqual({ status: 'unchanged', message, region: 'zhz', answer: given });
    expect(await taking.answer(message)).toBe(answer);
    await taking.pool.query('UPDATE placements.message SET answer = NULL, sent_as = NULL, status = $1', ['received']);
    expect(await taking.messages().resume()).toEqual({ settled: 1, failures: [] });
    expect(await taking.answer(message)).toBe(answer);
  });

  const removed = stopOf(start(2, begin), '2026-02-01');
  it.each<[what: string, body: () => Uint8Array, events: number]>([
    ['assignments', () => jw301([assigned(3), assigned(4)]), 2],
    ['a start', () => jw305([start(1, '2026-02-10')]), 1],
    ['the removal of a start', () => jw305([start(5, begin, { statusAanlevering: '3' })]), 1],
    ['a stop', () => jw307([stopOf(start(1, begin), '2026-02-01')]), 1],
    ['the removal of a stop', () => jw307([{ ...removed, statusAanlevering: '3' }]), 1],
  ])('after a crash between recording %s and answering: it does not conflict with itself', async (_, made, events) => {
    await take(jw301([1, 2, 5].map((number) => assigned(number))));
    await take(jw305([1, 2, 5].map((number) => start(number, begin))));
    await take(jw307([stopOf(start(1, begin), '2026-01-20', { redenBeeindiging: '20' }), removed]));
    const body = made();
    const before = await taking.log.head('zhz');
    await crash(body);
    expect(await taking.log.head('zhz')).toBe(before + events);
    expect(await taking.messages(today + 1).resume()).toEqual({ settled: 1, failures: [] });
    expect(await taking.log.head('zhz')).toBe(before + events);
    const again = await take(body);
    expect(again).toMatchObject({ status: 'unchanged', answer: { accepted: true, faults: [] } });
    expect(await taking.answer(again.message)).toContain('DagtekeningRetour>2026-03-07<');
  });

  it('after a crash when part of it was recorded: the rest follows', async () => {
    await take(jw301([assigned(1), assigned(2)]));
    const body = jw305([start(1, begin), start(2, begin)]);
    const { append } = taking.log;
    let appends = 0;
    taking.log.append = async (...parameters) => {
      appends += 1;
      if (appends > 1) throw new Crash();
      return append.apply(taking.log, parameters);
    };
    await expect(take(body)).rejects.toThrow(Crash);
    taking.log.append = append;
    const before = await taking.log.head('zhz');
    expect(await take(body)).toMatchObject({ status: 'processed', events: 1, answer: { accepted: true } });
    expect(await taking.typesAfter(before)).toEqual(['placements.care-started.v1']);
  });

  it('with a refusal after a crash before the answer was stored', async () => {
    const body = jw305([start(1, begin)]);
    await crash(body);
    expect((await taking.store.list('received')).length).toBe(1);
    expect(await taking.messages().resume()).toEqual({ settled: 1, failures: [] });
    expect(await take(body)).toMatchObject({ status: 'unchanged', answer: { accepted: false, faults: [{}] } });
  });

  it('when it is processed several times at once', async () => {
    await take(jw301([assigned(1)]));
    const before = await taking.log.head('zhz');
    const body = jw305([start(1, begin)]);
    const intakes = [1, 2, 3, 4].map((later) => taking.messages(today + later));
    const taken = await Promise.all(intakes.map((intake) => intake.take(body)));
    expect(taken.map((one) => ('answer' in one ? one.answer : one))).toEqual(
      Array(4).fill({ type: 'JW306', accepted: true, faults: [] }),
    );
    expect(taken.filter(({ status }) => status === 'processed')).toHaveLength(1);
    expect(await taking.log.head('zhz')).toBe(before + 1);
  });

  it('and of several sent under one identification at once only one is accepted', async () => {
    const intake = taking.messages(today, slow());
    const clients = [bsn, otherBsn, bsn, otherBsn];
    const bodies = clients.map((of, i) => jw301([assigned(i + 1)], { identification: 'T1', of }));
    const taken = await Promise.all(bodies.map((body) => intake.take(body)));
    const refused = taken.filter((one) => 'answer' in one && one.answer?.accepted === false);
    expect(refused).toHaveLength(3);
    expect(refused).toMatchObject(Array(3).fill({ answer: { faults: [{ text: expect.stringContaining('9056') }] } }));
  });

  it('unless it cannot be read or is of no region: then it can be sent again', async () => {
    const nowhere = Buffer.from(
      jw301([assigned(1)])
        .toString()
        .replaceAll('>0505<', '>0599<'),
    );
    const broken = Buffer.from(
      jw301([assigned(1)])
        .toString()
        .replace('Geslacht>2<', 'Geslacht>two<'),
    );
    await take(jw301([assigned(1)]));
    for (const body of [nowhere, broken]) {
      const taken = await take(body);
      expect(taken).toMatchObject({ status: 'refused', faults: [{}] });
      expect(await taking.answer(taken.message)).toContain('has no retour');
      expect(await take(body)).toMatchObject({ status: 'refused' });
    }
    expect(await taking.answer('0'.repeat(64))).toContain('no received message has this id');
    const otherBirth = jw301([assigned(2)], { birth: '2012-05-22' });
    expect(await take(otherBirth)).toMatchObject({ status: 'processed', answer: { accepted: true } });
    const { id } = await taking.store.receive(jw301([assigned(3)]), 'iJw');
    expect(await taking.answer(id)).toContain('no answer yet');
  });
});

const rarely = (outOf: number) => fc.nat(outOf - 1).map((number) => number === 0);
const days = ['2026-01-12', '2026-01-20', '2026-02-01', '2026-02-10'] as const;
const part = fc.record({
  number: fc.constantFrom(1, 2),
  begin: fc.constantFrom(...days),
  end: fc.constantFrom(...days),
  isRemoval: rarely(4),
  isOtherProduct: rarely(8),
  reason: fc.constantFrom('20' as const, '31' as const),
});
const delivery = fc.record({
  isStop: fc.boolean(),
  parts: fc.oneof({ weight: 3, arbitrary: part.map((one) => [one]) }, fc.array(part, { minLength: 2, maxLength: 3 })),
});

describe('rules and deciders', () => {
  let own: Awaited<ReturnType<typeof intakeDatabase>>;
  beforeAll(async () => {
    own = await intakeDatabase();
  });
  afterAll(() => own.stop());

  const messageOf = ({ isStop, parts }: typeof delivery extends fc.Arbitrary<infer Delivery> ? Delivery : never) => {
    const starts = parts.map((one) =>
      start(one.number, one.begin, {
        statusAanlevering: one.isRemoval ? '3' : '1',
        ...(one.isOtherProduct ? { product: { categorie: '45' } } : {}),
      }),
    );
    if (!isStop) return jw305(starts);
    return jw307(
      starts.map((started, i) =>
        stopOf(started, parts[i]?.end ?? begin, {
          einddatum: day(parts[i]?.end ?? begin),
          redenBeeindiging: parts[i]?.reason ?? '31',
        }),
      ),
    );
  };

  it('agree: every part of an accepted message is recorded, no part of a refused one', async () => {
    let accepted = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 3, maxLength: 15 }), async (deliveries) => {
        const taking = await PlacementsIntake.empty(own.database, own.pool);
        try {
          const intake = taking.messages();
          await intake.take(jw301([assigned(1), assigned(2)]));
          for (const one of deliveries) {
            const before = await taking.log.head('zhz');
            const taken = await intake.take(messageOf(one));
            if (taken.status !== 'processed') throw new Error(JSON.stringify(taken));
            const isAccepted = taken.answer?.accepted === true;
            expect((await taking.log.head('zhz')) - before).toBe(isAccepted ? one.parts.length : 0);
            if (isAccepted) accepted += 1;
            else refused += 1;
          }
        } finally {
          await taking.close();
        }
      }),
      { seed: 20260306, numRuns: sized(10, 40) },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(sized(5, 50));
  });
});
