import { describe, expect, it } from '@jest/globals';
import type { Message, Passing } from './messages.js';
import { Patience } from './patience.js';
import { Queue } from './queue.js';
import { Share } from './share.js';

const passed = (member: string, ticket: number, rest: Partial<Passing> = {}): Passing => ({
  kind: 'turn-passed',
  member,
  ticket,
  stays: true,
  appends: 0,
  head: 0,
  part: undefined,
  ...rest,
});
const placed = (member: string): Message => ({ kind: 'place-taken', member });

/** A line after messages with the numbers 0, 1, 2 …. */
function lineAfter(...messages: Message[]): Queue {
  const queue = new Queue();
  messages.forEach((message, number) => queue.take(message, number));
  return queue;
}

const members = (queue: Queue): string[] => ['a', 'b', 'c'].filter((member) => queue.of(member));

describe('the line of a region', () => {
  it('has the members in the order in which they joined, each once', () => {
    const queue = lineAfter(placed('b'), placed('a'), placed('b'));
    expect(queue.first).toEqual({ member: 'b', ticket: 0 });
    expect(queue.before('a')).toEqual([{ member: 'b', ticket: 0 }]);
    expect([queue.length, queue.before('c')]).toEqual([2, undefined]);
  });

  it('advances when a turn is passed, and puts a member that stays at the end under a new ticket', () => {
    const queue = lineAfter(placed('a'), placed('b'), passed('a', 0));
    expect(queue.first).toEqual({ member: 'b', ticket: 1 });
    expect(queue.of('a')).toEqual({ member: 'a', ticket: 2 });
    queue.take(passed('b', 1, { stays: false }), 3);
    expect(members(queue)).toEqual(['a']);
  });

  it('ignores messages about a ticket that is gone', () => {
    const queue = lineAfter(placed('a'), placed('b'), { kind: 'places-lost', tickets: [0] }, placed('a'));
    queue.take(passed('a', 0, { stays: false }), 4);
    queue.take({ kind: 'places-lost', tickets: [0] }, 5);
    expect(queue.first).toEqual({ member: 'b', ticket: 1 });
    expect(queue.of('a')).toEqual({ member: 'a', ticket: 3 });
  });

  it('is the same for a reader of only its end, once every member has sent a message', () => {
    const messages = [
      placed('a'),
      placed('b'),
      placed('c'),
      passed('a', 0),
      passed('b', 1),
      passed('c', 2),
      passed('a', 3),
    ];
    const [whole, late] = [lineAfter(...messages), new Queue()];
    messages.forEach((message, number) => number > 3 && late.take(message, number));
    expect([late.first, late.length]).toEqual([whole.first, whole.length]);
  });
});

describe('a member that waits for the first in line', () => {
  /** Waits of 20 ms without a message until a member is given up. */
  function waitsUntilLost(patience: Patience, queue: Queue, member: string): { waits: number; lost: string[] } {
    for (let waits = 1; waits < 1_000; waits += 1) {
      const lost = patience.lost(queue, member, 20);
      if (lost.length > 0) return { waits, lost: lost.map((place) => place.member) };
    }
    return { waits: Infinity, lost: [] };
  }

  it('gives it up after some time; members further back wait longer', () => {
    const queue = lineAfter(placed('a'), placed('b'), placed('c'));
    const [next, last] = ['b', 'c'].map((member) => waitsUntilLost(new Patience(), queue, member));
    expect(next?.lost).toEqual(['a']);
    expect((next?.waits ?? 0) * 20).toBeLessThan(1_000);
    expect(last?.waits).toBeGreaterThan(next?.waits ?? 0);
  });

  it('never gives itself up, nor others while it is not in line', () => {
    const queue = lineAfter(placed('a'), placed('b'));
    expect(waitsUntilLost(new Patience(), queue, 'a').lost).toEqual([]);
    expect(waitsUntilLost(new Patience(), queue, 'c').lost).toEqual([]);
  });

  it('becomes more patient, within bounds, once a member that it gave up is heard again', () => {
    const [patience, queue] = [new Patience(), lineAfter(placed('a'), placed('b'))];
    const waits = [waitsUntilLost(patience, queue, 'b').waits];
    for (let time = 0; time < 6; time += 1) {
      patience.heard({ kind: 'places-lost', tickets: [0] }, true, ['a']);
      patience.heard(placed('a'), false);
      waits.push(waitsUntilLost(patience, queue, 'b').waits);
    }
    expect(waits[1]).toBeGreaterThan(1.5 * (waits[0] ?? 0));
    expect(Math.max(...waits) * 20).toBeLessThanOrEqual(1_100);
  });

  it('gives up all members that do not answer at once, and none that answers', () => {
    const patience = new Patience();
    const queue = lineAfter(placed('x'), placed('a'), placed('b'), placed('c'), placed('d'));
    const lost: Message = { kind: 'places-lost', tickets: [0] };
    queue.take(lost, 5);
    patience.heard(lost, true);
    patience.heard({ kind: 'still-here', member: 'c' }, false);
    patience.heard({ kind: 'still-here', member: 'd' }, false);
    expect(waitsUntilLost(patience, queue, 'd').lost).toEqual(['a', 'b']);
  });
});

describe('the share of a turn', () => {
  const three = lineAfter(placed('a'), placed('b'), placed('c'));

  /** Writes until the turn is used up. */
  function writesOf(share: Share, queue: Queue, appends: number): number {
    share.begin();
    for (let writes = 1; writes < 100; writes += 1) {
      share.writing(0, appends);
      if (share.isUsedUp(queue)) return writes;
    }
    return Infinity;
  }

  it('is as many writes as give a round of sixteen', () => {
    expect(writesOf(new Share('a'), three, 1)).toBe(6);
    expect(writesOf(new Share('a'), lineAfter(placed('a'), placed('b')), 1)).toBe(8);
  });

  it('is unlimited when no other member waits', () => {
    expect(writesOf(new Share('a'), lineAfter(placed('a')), 1)).toBe(Infinity);
  });

  it('is at most 1.5 times the fewest appends of another member that has more', () => {
    const share = new Share('a');
    share.heard(passed('b', 1, { appends: 4 }));
    share.heard(passed('c', 2, { appends: 2, stays: false }));
    expect(writesOf(share, three, 3)).toBe(2);
    expect(writesOf(share, three, 60)).toBe(1);
  });
});
