import fc from 'fast-check';
import { fromDay, toDay } from '@regieboek/kernel';
import { rareBilling } from './random-billing.js';
import {
  assign,
  declare,
  line,
  product,
  products,
  provider,
  providers,
  youth,
  type StoryPart,
} from './random-parts.js';
import { Story, type CareOptions } from './story.js';

const municipalities = ['0505', '0512', '0611', '9999', '0788'] as const;

const municipality = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('0505', '0512') },
  { weight: 1, arbitrary: fc.constantFrom(...municipalities) },
);
/** Days in relevant years, sometimes before the law of 2022. */
const day = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: toDay('2023-06-01'), max: toDay('2025-06-01') }) },
  { weight: 2, arbitrary: fc.integer({ min: toDay('2021-10-01'), max: toDay('2022-04-01') }) },
);
const days = fc.nat(400);
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
  .map((one): StoryPart => (story) => {
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
    kind: fc.nat(8),
    regular: fc.boolean(),
  })
  .map(({ youth: number, municipality: code, from, kind, regular }): StoryPart => (story) => {
    const span = { from: fromDay(from), to: fromDay(from + 60) };
    const facts = [
      { id: 'm', kind: 'mother-at-birth', municipality: code },
      { id: 'r', kind: 'request', on: span.from },
      { id: 's', kind: 'actual-stay', municipality: code, ...span },
      { id: 'c', kind: 'custody', holder: 'ouder', municipality: code, ...span },
      { id: 'k', kind: 'care', form: 'jji', provider: 'JJI', regular, jjiLinked: false, ...span },
      { id: 'x', kind: 'decision', municipality: code, ground: 'bindend advies', ...span },
      { id: 'w', kind: 'care', form: 'wlz-verblijf', provider: 'WLZ', regular: false, jjiLinked: false, ...span },
      { id: 'l', kind: 'care', form: 'logeren', provider: 'LOG', regular, jjiLinked: false, ...span },
    ];
    const fact = facts[kind];
    if (fact) story.fact(number, fact);
    else story.about(number, 'residence-fact-withdrawn', { withdrawnOn: span.to, factId: 'a' });
  });

/** A care key: usually on one of few assignments, so that messages affect each other. */
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
  .map((one): StoryPart => (story) => {
    story.start(fromDay(one.from), one.about);
    if (!one.open) story.stop(fromDay(one.from), fromDay(one.from + one.days), one.about, one.reason);
  });

const careMessage = fc
  .record({
    about,
    from: day,
    kind: fc.constantFrom('care-start-withdrawn', 'care-stopped', 'care-stop-withdrawn', 'care-started'),
  })
  .map(({ about: key, from, kind }): StoryPart => (story) => {
    const isStop = kind === 'care-stopped' || kind === 'care-stop-withdrawn';
    story.care(kind, key, { begin: fromDay(from), ...(isStop ? { end: fromDay(from + 30), reason: '31' } : {}) });
  });

const absence = fc.record({ youth, provider, from: day }).map(({ youth: number, provider: agb, from }): StoryPart => {
  const span = { from: fromDay(from), to: fromDay(from + 9) };
  return (story) =>
    story.about(number, 'absence-recorded', { provider: agb, id: `a${from}`, kind: 'holiday', ...span });
});

const assignment = fc
  .record({ youth, number: fc.nat(3), municipality: fc.constantFrom('0505', '0512'), provider, product, from: day })
  .map(({ youth: who, number, product: offer, from, ...about }): StoryPart => (story) => {
    assign(story, { ...about, ...offer, youth: who, assignment: who * 10 + number }, from);
  });

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
    ({ lines, ...about }): StoryPart =>
      (story) =>
        declare(story, about, lines),
  );

const counting = (method: 'NIGHT' | 'PRESENCE') => ({ counting: { method, fundedAbsence: null } });

const inSpring = (year: number) => fc.integer({ min: toDay(`${year}-01-25`), max: toDay(`${year}-04-05`) });

/** Usual care, with lines on its assignment, and perhaps a move. */
const usual = fc
  .record({
    youth,
    number: fc.constantFrom(1, 2, 3),
    municipality: fc.constantFrom('0505', '0505', '0505', '0512'),
    from: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: toDay('2023-06-01'), max: toDay('2024-01-25') }) },
      { weight: 2, arbitrary: fc.integer({ min: toDay('2024-01-25'), max: toDay('2025-03-10') }) },
      { weight: 1, arbitrary: fc.integer({ min: toDay('2021-11-01'), max: toDay('2022-02-01') }) },
    ),
    length: fc.integer({ min: 100, max: 900 }),
    isOpen: fc.constantFrom(true, true, false),
    isAssigned: fc.boolean(),
    isSentElsewhere: fc.constantFrom(false, false, false, true),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    period: fc.constantFrom('2024-02', '2025-03'),
    move: fc.option(fc.oneof(inSpring(2024), inSpring(2025))),
  })
  .map((one): StoryPart => (story) => {
    const { youth: number, municipality: code, from, length, period } = one;
    const offer = products[one.number - 1] ?? products[0];
    const key = { youth: number, municipality: code, assignment: number * 10 + one.number };
    const named = one.isAssigned ? { category: null, code: null } : { category: offer.category, code: offer.code };
    if (one.isAssigned) assign(story, { ...key, ...offer, provider: providers[0] }, from);
    if (one.move !== null) story.lives(number, one.move % 2 ? '0505' : '0512', fromDay(one.move));
    story.stay(fromDay(from), one.isOpen ? null : fromDay(from + length), { ...key, ...named });
    const own = one.lines.map((each) => ({ ...each, youth: number, number: one.number, product: offer }));
    const to = one.isSentElsewhere ? '0505' : code;
    declare(story, { provider: providers[0], municipality: to, period, isDecided: true, isTwofold: false }, own);
  });

const telling: fc.Arbitrary<StoryPart> = fc.oneof(
  { weight: 2, arbitrary: registration },
  { weight: 1, arbitrary: otherFact },
  { weight: 4, arbitrary: stay },
  { weight: 1, arbitrary: careMessage },
  { weight: 1, arbitrary: absence },
  { weight: 1, arbitrary: assignment },
  { weight: 3, arbitrary: declaration },
  { weight: 30, arbitrary: usual },
  { weight: 8, arbitrary: rareBilling },
);

/** Choices of a region, and its reorganisation. */
interface RegionChoices {
  readonly gapToleranceDays: number;
  readonly partTimeStayPolicy: 'chain' | 'ambulant';
  readonly wlzStayFrom: string;
  readonly merger: object | null;
  readonly paidBy: readonly object[];
}

/** The region, its contracts, and four youths at home: the start of every story. */
function begin({ merger, paidBy, ...parameters }: RegionChoices): Story {
  const story = new Story().region(parameters, { mergers: merger ? [merger] : [], providersPaidBy: paidBy });
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

const reorganisations = [
  { date: '2024-02-20', from: ['0512'], to: '1990' },
  { date: '2025-01-01', from: ['0512', '0505'], to: '1990' },
  { date: '2025-01-01', from: ['0512'], to: null },
  { date: '2025-03-15', from: ['0512'], to: '0505' },
] as const;

const choices: fc.Arbitrary<RegionChoices> = fc.record({
  gapToleranceDays: fc.constantFrom(0, 0, 0, 5),
  partTimeStayPolicy: fc.constantFrom('chain', 'chain', 'ambulant'),
  wlzStayFrom: fc.constantFrom('2025-01-01', '2024-02-15', '2025-03-10'),
  merger: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom<object>(...reorganisations) },
  ),
  paidBy: fc.constantFrom([], [], [{ from: '2025-01-01', by: 'organisation' }]),
});

/** Regions of four youths with any history: usual ones, rare ones, and invalid ones that a log could contain. */
export const regions: fc.Arbitrary<Story> = fc
  .tuple(choices, fc.array(telling, { minLength: 1, maxLength: 8 }))
  .map(([chosen, tellings]) => {
    const story = begin(chosen);
    for (const tell of tellings) tell(story);
    return story;
  });
