import fc from 'fast-check';
import { Story, youthId, type CareOptions } from './story.js';
import { fromDay, toDay } from '@regieboek/kernel';

/** One more thing told about the region or a youth. */
type Telling = (story: Story) => void;

const providers = ['99990001', '99990002'] as const;
const municipalities = ['0505', '0512', '0611', '9999', '0788'] as const;

const youth = fc.integer({ min: 1, max: 4 });
const provider = fc.constantFrom(...providers);
const municipality = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('0505', '0512') },
  { weight: 1, arbitrary: fc.constantFrom(...municipalities) },
);
/** Days in the years that matter, now and then before the law of 2022. */
const day = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: toDay('2023-06-01'), max: toDay('2025-06-01') }) },
  { weight: 2, arbitrary: fc.integer({ min: toDay('2021-10-01'), max: toDay('2022-04-01') }) },
);
const days = fc.nat(400);
const product = fc.constantFrom(
  { category: '45', code: '45A04', unit: '04' },
  { category: '44', code: '44A09', unit: '14' },
  { category: '44', code: '44A10', unit: '14' },
  { category: '43', code: '43A01', unit: '14' },
  { category: '49', code: '49A01', unit: '14' },
);

const registration = fc
  .record({
    youth,
    municipality,
    from: day,
    days,
    open: fc.boolean(),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'é"\\', '\u{1F600}'),
    address: fc.oneof(
      { weight: 12, arbitrary: fc.constant('woonadres') },
      { weight: 1, arbitrary: fc.constantFrom('woonadres-instelling', 'briefadres', 'woonadres-geheim', 'buitenland') },
    ),
    recorded: day,
  })
  .map((one): Telling => (story) => {
    const to = one.open ? null : fromDay(one.from + one.days);
    const { municipality: code, address, id } = one;
    const fact = { id, kind: 'registration', municipality: code, address, from: fromDay(one.from), to };
    story.fact(one.youth, fact, fromDay(one.recorded));
  });

const otherFact = fc
  .record({
    youth,
    municipality: fc.constantFrom('0505', '0512'),
    from: day,
    kind: fc.nat(6),
    regular: fc.boolean(),
  })
  .map(({ youth: number, municipality: code, from, kind, regular }): Telling => (story) => {
    const span = { from: fromDay(from), to: fromDay(from + 60) };
    const facts = [
      { id: 'm', kind: 'mother-at-birth', municipality: code },
      { id: 'r', kind: 'request', on: span.from },
      { id: 's', kind: 'actual-stay', municipality: code, ...span },
      { id: 'c', kind: 'custody', holder: 'ouder', municipality: code, ...span },
      { id: 'k', kind: 'care', form: 'jji', provider: 'JJI', regular, jjiLinked: false, ...span },
      { id: 'x', kind: 'decision', municipality: code, ground: 'bindend advies', ...span },
    ];
    const fact = facts[kind];
    if (fact) story.fact(number, fact);
    else story.about(number, 'residence-fact-withdrawn', { withdrawnOn: span.to, factId: 'a' });
  });

/** A care key: most of the time on one of few assignments, so that messages meet each other. */
const about = fc
  .record({
    youth,
    municipality: fc.constantFrom('0505', '0505', '0512'),
    provider,
    assignment: fc.constantFrom(1, 2, 3, null),
    product: fc.oneof(product, fc.constant({ category: null, code: null })),
  })
  .map(({ product: { category, code }, ...key }): CareOptions => {
    const assignment = key.assignment === null ? null : key.youth * 10 + key.assignment;
    return { ...key, assignment, category, code };
  });

const stay = fc
  .record({ about, from: day, days, open: fc.boolean(), reason: fc.constantFrom('31', '31', '20') })
  .map((one): Telling => (story) => {
    story.start(fromDay(one.from), one.about);
    if (!one.open) story.stop(fromDay(one.from), fromDay(one.from + one.days), one.about, one.reason);
  });

const careMessage = fc
  .record({
    about,
    from: day,
    kind: fc.constantFrom('care-start-withdrawn', 'care-stopped', 'care-stop-withdrawn', 'care-started'),
  })
  .map(({ about: key, from, kind }): Telling => (story) => {
    const isStop = kind === 'care-stopped' || kind === 'care-stop-withdrawn';
    story.care(kind, key, { begin: fromDay(from), ...(isStop ? { end: fromDay(from + 30), reason: '31' } : {}) });
  });

const absence = fc.record({ youth, provider, from: day }).map(({ youth: number, provider: agb, from }): Telling => {
  const span = { from: fromDay(from), to: fromDay(from + 9) };
  return (story) =>
    story.about(number, 'absence-recorded', { provider: agb, id: `a${from}`, kind: 'holiday', ...span });
});

interface Assigned {
  readonly youth: number;
  readonly municipality: string;
  readonly provider: string;
  readonly assignment: number;
  readonly category: string;
  readonly code: string;
  readonly unit: string;
}

function assign(story: Story, { youth: number, assignment: own, ...about }: Assigned, from: number): void {
  story.about(number, 'assignment-decided', {
    ...about,
    number: own,
    decidedAt: '2023-01-01T10:00:00',
    from: fromDay(from),
    to: null,
    volume: 4,
    frequency: '2',
    budgetCents: null,
    reason: null,
  });
}

const assignment = fc
  .record({ youth, number: fc.nat(3), municipality: fc.constantFrom('0505', '0512'), provider, product, from: day })
  .map(({ youth: who, number, product: offer, from, ...about }): Telling => (story) => {
    assign(story, { ...about, ...offer, youth: who, assignment: who * 10 + number }, from);
  });

const line = fc.record({
  youth: fc.option(youth, { freq: 20 }),
  number: fc.constantFrom(1, 2, 3),
  product,
  from: fc.oneof(
    fc.integer({ min: toDay('2024-01-20'), max: toDay('2024-03-10') }),
    fc.integer({ min: toDay('2025-02-20'), max: toDay('2025-04-10') }),
  ),
  days: fc.nat(40),
  cents: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: -500_00, max: 5_000_00 }) }, fc.constant(2 ** 40)),
  volume: fc.nat(60),
  tariffCents: fc.option(fc.nat(20_000), { freq: 5 }),
  reference: fc.oneof(
    { weight: 10, arbitrary: fc.stringMatching(/^[A-Z]{1,3}[0-9.-]{1,3}$/) },
    fc.constantFrom('R1', 'R1', '\u{1F600}', '\uFB01"', '\ud800x'),
  ),
  previous: fc.option(fc.constantFrom('V1', 'é'), { freq: 3 }),
  isRefused: fc.constantFrom(false, false, false, true),
});

interface Declared {
  readonly provider: string;
  readonly municipality: string;
  readonly period: string;
  readonly isDecided: boolean;
  readonly isTwofold: boolean;
}

type Line = typeof line extends fc.Arbitrary<infer One> ? One : never;

function declare(story: Story, { isDecided, isTwofold, ...about }: Declared, lines: readonly Line[]): void {
  const stream = `zhz.declaration-${story.events.length}`;
  const message = { messageId: 'D1', messageDate: '2025-03-05', number: 'N1', declarationDate: '2025-03-05' };
  const head = { ...about, ...message, submittedCents: 0, lineCount: lines.length, message: 'ab'.repeat(32) };
  story.add(stream, 'finance.declaration-received.v1', head);
  const decided = lines.map(({ product: { category, code, unit }, ...each }, place) => ({
    place,
    reference: each.reference,
    previous: each.previous,
    youth: each.youth === null ? null : youthId(each.youth),
    assignment: (each.youth ?? 1) * 10 + each.number,
    category,
    code,
    from: fromDay(each.from),
    to: fromDay(each.from + each.days),
    volume: each.volume,
    unit,
    tariffCents: each.tariffCents,
    cents: each.cents,
    codes: each.isRefused ? ['9307'] : [],
  }));
  const cut = isTwofold ? Math.ceil(decided.length / 2) : decided.length;
  for (const [part, own] of [decided.slice(0, cut), decided.slice(cut)].entries())
    if (own.length > 0) story.add(stream, 'finance.declaration-lines-decided.v1', { part, lines: own });
  if (!isDecided) return;
  const answer = { approvedCents: 0, approvedLines: 0, rejectedLines: 0, answerId: 'A1', answerDate: '2025-03-06' };
  const codes = { headerCodes: ['0200'], declarationCodes: [], clientCodes: {} };
  story.add(stream, 'finance.declaration-decided.v1', { ...codes, ...answer });
}

const declaration = fc
  .record({
    provider,
    municipality: fc.constantFrom('0505', '0505', '0512', '0611'),
    period: fc.constantFrom('2024-02', '2025-03', '2025-03'),
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    isDecided: fc.constantFrom(true, true, true, false),
    isTwofold: fc.boolean(),
  })
  .map(
    ({ lines, ...about }): Telling =>
      (story) =>
        declare(story, about, lines),
  );

const counting = (method: 'NIGHT' | 'PRESENCE') => ({ counting: { method, fundedAbsence: null } });

/** What the assignment with a number is about, in most histories. */
const products = [
  { category: '45', code: '45A04', unit: '04' },
  { category: '44', code: '44A09', unit: '14' },
  { category: '44', code: '44A10', unit: '14' },
] as const;

const inSpring = (year: number) => fc.integer({ min: toDay(`${year}-01-25`), max: toDay(`${year}-04-05`) });

/** Care as most of it is, with lines on its assignment, and perhaps a move. */
const usual = fc
  .record({
    youth,
    number: fc.constantFrom(1, 2, 3),
    municipality: fc.constantFrom('0505', '0505', '0505', '0512'),
    from: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: toDay('2023-06-01'), max: toDay('2025-03-10') }) },
      { weight: 1, arbitrary: fc.integer({ min: toDay('2021-11-01'), max: toDay('2022-02-01') }) },
    ),
    length: fc.integer({ min: 100, max: 900 }),
    isOpen: fc.boolean(),
    isAssigned: fc.boolean(),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    period: fc.constantFrom('2024-02', '2025-03'),
    move: fc.option(fc.oneof(inSpring(2024), inSpring(2025))),
  })
  .map((one): Telling => (story) => {
    const { youth: number, municipality: code, from, length, period } = one;
    const offer = products[one.number - 1] ?? products[0];
    const key = { youth: number, municipality: code, assignment: number * 10 + one.number };
    const named = one.isAssigned ? { category: null, code: null } : { category: offer.category, code: offer.code };
    if (one.isAssigned) assign(story, { ...key, ...offer, provider: providers[0] }, from);
    if (one.move !== null) story.lives(number, one.move % 2 ? '0505' : '0512', fromDay(one.move));
    story.stay(fromDay(from), one.isOpen ? null : fromDay(from + length), { ...key, ...named });
    const own = one.lines.map((each) => ({ ...each, youth: number, number: one.number, product: offer }));
    declare(story, { provider: providers[0], municipality: '0505', period, isDecided: true, isTwofold: false }, own);
  });

const telling: fc.Arbitrary<Telling> = fc.oneof(
  { weight: 2, arbitrary: registration },
  { weight: 1, arbitrary: otherFact },
  { weight: 4, arbitrary: stay },
  { weight: 1, arbitrary: careMessage },
  { weight: 1, arbitrary: absence },
  { weight: 1, arbitrary: assignment },
  { weight: 3, arbitrary: declaration },
  { weight: 30, arbitrary: usual },
);

/** The region, its contracts, and four youths at home: what every story begins with. */
function begin(gapToleranceDays: number): Story {
  const story = new Story().region({ gapToleranceDays });
  for (const agb of providers) {
    const products = [
      Story.product('45A04', 'ambulant', { unit: '04' }),
      Story.product('44A09', 'pleegzorg', counting('NIGHT')),
      Story.product('44A10', 'gezinshuis', counting('PRESENCE')),
      Story.product('49A01', 'logeren', counting('PRESENCE')),
    ];
    story.contract({ provider: agb, products });
  }
  for (let number = 1; number <= 4; number += 1)
    story.youth(number, '2012-05-05').lives(number, number % 2 ? '0505' : '0512', '2012-05-05');
  return story;
}

/** Regions of four youths with any history: usual ones, rare ones, and nonsense that a log could hold. */
export const regions: fc.Arbitrary<Story> = fc
  .tuple(fc.constantFrom(0, 0, 0, 5), fc.array(telling, { minLength: 1, maxLength: 8 }))
  .map(([gapToleranceDays, tellings]) => {
    const story = begin(gapToleranceDays);
    for (const tell of tellings) tell(story);
    return story;
  });
