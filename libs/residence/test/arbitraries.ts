import { type Day, OPEN, toDay } from '@regieboek/kernel';
import { mergerTable, type Merger, type Parameters, type RegistrationKind } from '@regieboek/residence';
import type { HolderKind, YouthFacts } from '@regieboek/residence';
import fc from 'fast-check';

/** A month before the new law; random facts lie close around it so that they collide. */
const base: Day = toDay('2021-12-01');

/** Days that random facts start and end on. */
export const window = { first: base - 10, last: base + 112 };

/** One code ends twice, one is split, inside the window. */
export const mergers: readonly Merger[] = [
  { day: base + 20, predecessors: ['0001'], successor: '0002' },
  { day: base + 50, predecessors: ['0002'], successor: '0005' },
  { day: base + 42, predecessors: ['0004'], successor: null },
];

const day = fc.integer({ min: base, max: base + 70 });
const code = fc.constantFrom('0001', '0002', '0003', '0003', '0004', '0005');
const orAbroad = fc.oneof({ weight: 6, arbitrary: code }, fc.constant('9999'));
const orUnknown = fc.oneof({ weight: 5, arbitrary: orAbroad }, fc.constant(null));

const interval = fc
  .tuple(day, fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 40 }) }, fc.constant(OPEN)))
  .map(([from, length]) => ({ from, to: length === OPEN ? OPEN : from + length }));

const known = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.record({ recordedAt: day }),
  fc.record({ recordedAt: day, withdrawnAt: day }),
);

const listOf = <A extends object, B extends object>(one: fc.Arbitrary<A>, two: fc.Arbitrary<B>, maxLength: number) =>
  fc.array(
    fc.tuple(one, two, known).map(([a, b, c]) => ({ ...a, ...b, ...c })),
    { maxLength },
  );

const kind = fc.constantFrom<RegistrationKind>(
  'woonadres',
  'woonadres',
  'woonadres-instelling',
  'woonadres-geheim',
  'woonadres-in-onderzoek',
  'briefadres',
  'bijzondere-opvang',
  'buitenland',
);

const form = fc.constantFrom(
  'pleegzorg',
  'jji',
  'jji',
  'ambulant',
  'ambulant',
  'logeren',
  'wlz-verblijf',
  'ziekenhuis-zvw',
);

const holder = fc.constantFrom<HolderKind>('ouder', 'ouder', 'ouder', 'voogd', 'GI', 'overleden', 'geen', 'onbekend');

const birth = fc.oneof(
  fc.constant(base - 3000),
  fc.integer({ min: base, max: base + 60 }),
  fc.integer({ min: toDay('2003-12-01'), max: toDay('2004-01-05') }),
);

const nothing = fc.constant({});

/** Facts about one youth in a window of ten weeks around 2022-01-01. */
export const youthFacts: fc.Arbitrary<YouthFacts> = fc.record({
  birth,
  registrations: listOf(interval, fc.record({ municipality: orUnknown, kind }), 4),
  motherAtBirth: listOf(fc.record({ municipality: orUnknown }), nothing, 2),
  custody: listOf(interval, fc.record({ municipality: orUnknown, holder }), 3),
  care: listOf(interval, fc.record({ form, regular: fc.boolean(), jjiLinked: fc.boolean() }), 5),
  actualStay: listOf(interval, fc.record({ municipality: orUnknown }), 3),
  requests: listOf(fc.record({ on: day }), nothing, 2),
  decisions: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    listOf(interval, fc.record({ municipality: code }), 2),
  ),
  payerEvents: fc.constant([]),
});

/** Parameters of a region, with the mergers of the window. */
export const parameters: fc.Arbitrary<Parameters> = fc.record({
  gapToleranceDays: fc.constantFrom(0, 0, 2, 14, 20),
  partTimeStayPolicy: fc.constantFrom('chain', 'ambulant'),
  wlzStayFrom: day,
  mergers: fc.constant(mergerTable(mergers)),
});

/** A day of knowledge inside the window, or OPEN for everything. */
export const knowledge: fc.Arbitrary<Day> = fc.oneof(fc.constant(OPEN), day);
