import { describe, expect, it } from '@jest/globals';
import { MemoryEventLog, WrongRevision, type NewEvent } from '@regieboek/eventing';
import { youthRegistered, type EventOf } from '@regieboek/events';
import { fromDay, reject, toDay, type Decider } from '@regieboek/kernel';
import { commit, handle, prepare, prepareOn, retrying, type Address } from './handle.js';
import { load, loadFor } from './load.js';

const day = (text: string) => fromDay(toDay(text));
const youth = (number: number): string => `8e1a4a36-6bd0-4ad0-8a05-${String(number).padStart(12, '0')}`;

type Registered = EventOf<typeof youthRegistered>;

/** A register of youths by number: once each, at most three. */
const register: Decider<readonly string[], { readonly number: number }, Registered, 'full'> = {
  category: 'register',
  initial: [],
  decide({ number }, known) {
    if (known.includes(youth(number))) return [];
    if (known.length === 3) return reject('full', 'the register is full: open another one');
    return [{ type: youthRegistered.type, data: { youth: youth(number), birth: day('2012-05-21') } }];
  },
  evolve: (known, event) => [...known, event.data.youth],
};

const stream = 'zhz.register-1';
const address: Address = { region: 'zhz', id: '1', commandId: 'c' };
const add = (log: MemoryEventLog, number: number, more: Partial<Address> = {}) =>
  handle(log, register, { number }, { ...address, commandId: `add ${number}`, ...more });
const numbersIn = async (log: MemoryEventLog) => (await load(log, register, stream)).state;

/** A log in which others append `others` events just before each of the first appends arrives. */
class Raced extends MemoryEventLog {
  appends = 0;
  private readonly others: number[];

  constructor(...others: number[]) {
    super();
    this.others = others;
  }

  override async append(...[target, expected, events]: Parameters<MemoryEventLog['append']>) {
    this.appends += 1;
    const other = this.others.shift();
    if (other !== undefined) {
      const event: Registered = {
        type: youthRegistered.type,
        data: { youth: youth(other), birth: day('2012-05-21') },
      };
      const id = `00000000-0000-4000-8000-${String(other).padStart(12, '0')}`;
      await super.append(target, expected, [{ id, ...event } satisfies NewEvent]);
    }
    return super.append(target, expected, events);
  }
}

describe('a command', () => {
  it('is decided on the state of the stream and appended; a repeat adds nothing', async () => {
    const log = new MemoryEventLog();
    expect(await add(log, 1)).toEqual({ kind: 'done', events: 1, revision: 0 });
    expect(await add(log, 2)).toEqual({ kind: 'done', events: 1, revision: 1 });
    expect(await add(log, 1)).toEqual({ kind: 'done', events: 0, revision: 1 });
    expect(await numbersIn(log)).toEqual([youth(1), youth(2)]);
  });

  it('that is refused appends nothing and returns the reason', async () => {
    const log = new MemoryEventLog();
    for (const number of [1, 2, 3]) await add(log, number);
    const refused = await add(log, 4);
    expect(refused).toMatchObject({ kind: 'refused', rejections: [{ command: 0, rejection: { code: 'full' } }] });
    expect(await log.head('zhz')).toBe(3);
  });

  it('gives its events the same ids on every attempt, and other ids to another command', async () => {
    const ids = async (commandId: string) => {
      const { events } = await prepare(new MemoryEventLog(), register, [{ number: 1 }, { number: 2 }], {
        ...address,
        commandId,
      });
      return events.map(({ id }) => id);
    };
    expect(await ids('one')).toEqual(await ids('one'));
    expect(new Set([...(await ids('one')), ...(await ids('other'))]).size).toBe(4);
  });

  it('that loses a race is decided again on the events of the winner', async () => {
    const log = new Raced(7, 8);
    expect(await add(log, 1)).toEqual({ kind: 'done', events: 1, revision: 2 });
    expect(await numbersIn(log)).toEqual([youth(7), youth(8), youth(1)]);
    expect(log.appends).toBe(3);
  });

  it('is not appended when an earlier event makes it needless or impossible', async () => {
    const needless = new Raced(1);
    expect(await add(needless, 1)).toEqual({ kind: 'done', events: 0, revision: 0 });
    const impossible = new Raced(7, 8, 9);
    expect(await add(impossible, 1)).toMatchObject({ kind: 'refused' });
    expect(await numbersIn(impossible)).toEqual([youth(7), youth(8), youth(9)]);
  });

  it('is one of two that race for one stream, and both end up in the log', async () => {
    const log = new MemoryEventLog();
    const outcomes = await Promise.all([add(log, 1), add(log, 2), add(log, 3)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
    expect([...(await numbersIn(log))].sort()).toEqual([youth(1), youth(2), youth(3)]);
  });

  it('for one revision is refused at another one, and not retried', async () => {
    const log = new MemoryEventLog();
    await add(log, 1);
    await expect(add(log, 2, { expected: 'none' })).rejects.toThrow(WrongRevision);
    await expect(add(log, 2, { expected: 5 })).rejects.toThrow(WrongRevision);
    expect(await log.head('zhz')).toBe(1);
    expect(await add(log, 2, { expected: 0 })).toMatchObject({ revision: 1 });
    const raced = new Raced(7);
    await expect(add(raced, 1, { expected: 'none' })).rejects.toThrow(WrongRevision);
    expect(raced.appends).toBe(1);
  });

  it('whose event does not match its declaration never reaches the log', async () => {
    const log = new MemoryEventLog();
    const careless: typeof register = {
      ...register,
      decide: () => [{ type: youthRegistered.type, data: { youth: 'Jan', birth: day('2012-05-21') } }],
    };
    await expect(handle(log, careless, { number: 1 }, address)).rejects.toThrow(/UUID/i);
    expect(await log.head('zhz')).toBe(0);
  });
});

describe('several commands on one stream', () => {
  it('are decided each on the outcome of those before it', async () => {
    const log = new MemoryEventLog();
    const prepared = await prepare(log, register, [{ number: 1 }, { number: 1 }, { number: 2 }], address);
    expect(prepared).toMatchObject({ stream, revision: 'none', rejections: [] });
    expect(prepared.events.map(({ data }) => (data as Registered['data']).youth)).toEqual([youth(1), youth(2)]);
    expect(await log.head('zhz')).toBe(0);
    expect(await commit(log, prepared)).toBe(1);
    expect(await commit(log, { ...prepared, revision: 1, events: [] })).toBe(1);
  });

  it('report every refusal with its place', async () => {
    const commands = [1, 2, 3, 4, 1, 5].map((number) => ({ number }));
    const { rejections } = await prepare(new MemoryEventLog(), register, commands, address);
    expect(rejections.map(({ command }) => command)).toEqual([3, 5]);
  });
});

describe('work that loses a race', () => {
  it('is tried again a limited number of times; other errors are not', async () => {
    let attempts = 0;
    const lost = () => {
      attempts += 1;
      return Promise.reject(new WrongRevision(stream, 0, 1));
    };
    await expect(retrying(lost)).rejects.toThrow(WrongRevision);
    expect(attempts).toBe(8);
    attempts = 0;
    const broken = () => {
      attempts += 1;
      return Promise.reject(new RangeError('no'));
    };
    await expect(retrying(broken)).rejects.toThrow(RangeError);
    expect(attempts).toBe(1);
  });

  it('is recognised on its stream, with the state before it, among any other events', async () => {
    const log = new MemoryEventLog();
    const loadedFor = (commandId: string) => loadFor(log, register, stream, commandId);
    expect(await loadedFor('add 2')).toEqual({ state: [], before: [], revision: 'none', isUnderWay: false });
    for (const number of [1, 2, 3]) await add(log, number);
    const state = [1, 2, 3].map(youth);
    expect(await loadedFor('add 4')).toEqual({ state, before: state, revision: 2, isUnderWay: false });
    expect(await loadedFor('add 1')).toEqual({ state, before: [], revision: 2, isUnderWay: true });
    expect(await loadedFor('add 2')).toEqual({ state, before: [youth(1)], revision: 2, isUnderWay: true });
  });

  it('is prepared on the loaded state as on the state in the log', async () => {
    const log = new MemoryEventLog();
    await add(log, 1);
    const commands = [{ number: 2 }, { number: 1 }, { number: 3 }, { number: 4 }];
    const loaded = await load(log, register, stream);
    const prepared = await prepare(log, register, commands, address);
    expect(prepareOn(register, commands, loaded, { stream, commandId: 'c' })).toEqual(prepared);
    expect(prepared.events.length).toBe(2);
  });
});
