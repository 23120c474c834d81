import { type Day, OPEN, toDay } from '@regieboek/kernel';
import type { CareRecord, Custody, Registration, RegistrationKind, YouthFacts } from '../facts/facts.js';

const codes = ['0505', '0512', '0590', '0599', '0611', '0642', '0664', '0715', '0748', '0758', '0788', '1709', '1927'];
const stays = ['pleegzorg', 'gezinshuis', 'verblijf', 'jeugdzorgplus', 'crisisverblijf', 'logeren', 'kleinschalig'];
const kinds: readonly RegistrationKind[] = [
  'woonadres',
  'woonadres',
  'woonadres',
  'woonadres-instelling',
  'briefadres',
];

/** Random numbers from a seed (Mulberry32): every machine generates the same histories. */
class Seeded {
  constructor(private state: number) {}

  /** An integer from 0 up to, not including, `bound`. */
  below(bound: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  oneOf<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('a choice needs at least one item');
    return item;
  }
}

/**
 * `count` random histories for benchmarks: 5 registrations, 3 care records, 2 custody records, an actual stay and a
 * request each, between 2012 and 2025, so that both laws, mergers and chains take part. The same seed gives the same
 * histories.
 */
export function benchHistories(count: number, seed: number): YouthFacts[] {
  const random = new Seeded(seed);
  return Array.from({ length: count }, (_, index) => historyOf(random, index * 20));
}

function historyOf(random: Seeded, firstId: number): YouthFacts {
  const birth = toDay('2004-01-01') + random.below(4000);
  const care = careFrom(random, firstId);
  return {
    birth,
    registrations: registrationsFrom(random, birth, firstId + 3),
    motherAtBirth: random.below(2) === 0 ? [] : [{ id: firstId + 8, municipality: random.oneOf(codes) }],
    custody: custodyFrom(random, birth, firstId + 9),
    care,
    actualStay: [{ id: firstId + 11, from: birth, to: OPEN, municipality: random.oneOf(codes) }],
    requests: [{ id: firstId + 12, on: (care[0]?.from ?? birth) - random.below(30) }],
    decisions: [],
    payerEvents: [],
  };
}

function careFrom(random: Seeded, firstId: number): CareRecord[] {
  let from: Day = toDay('2016-01-01') + random.below(2500);
  return [0, 1, 2].map((index) => {
    const form = index === 1 ? 'ambulant' : random.oneOf(stays);
    const to = index === 2 && random.below(3) === 0 ? OPEN : from + 30 + random.below(400);
    const record = { id: firstId + index, from, to, form, regular: random.below(2) === 0, provider: 'P1' };
    from += random.below(400);
    return record;
  });
}

function registrationsFrom(random: Seeded, birth: Day, firstId: number): Registration[] {
  let from = birth;
  return [0, 1, 2, 3, 4].map((index) => {
    const to = index === 4 ? OPEN : from + 200 + random.below(1500);
    const record = { id: firstId + index, from, to, municipality: random.oneOf(codes), kind: random.oneOf(kinds) };
    from = to + 1;
    return record;
  });
}

function custodyFrom(random: Seeded, birth: Day, firstId: number): Custody[] {
  const until = birth + 1000 + random.below(4000);
  const holder = random.below(4) === 0 ? 'GI' : 'ouder';
  return [
    { id: firstId, from: birth, to: until, municipality: random.oneOf(codes), holder: 'ouder' },
    { id: firstId + 1, from: until + 1, to: OPEN, municipality: holder === 'GI' ? null : random.oneOf(codes), holder },
  ];
}
