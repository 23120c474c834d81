import fc from 'fast-check';
import { Story, youthId } from '@regieboek/journal/testing';
import { fromDay, toDay, type Day } from '@regieboek/kernel';

/** One more thing told about a region. */
type Telling = (story: Story) => void;

const provider = '99990001';
/** The region's two, one that became another in 2019, one split up in 2021, and abroad. */
const anywhere = fc.constantFrom('0505', '0505', '0512', '0512', '0611', '0788', '9999');
const youth = fc.integer({ min: 1, max: 2 });
/** Days around a turn: the new law, or a reorganisation of the region itself. */
const around = (turn: Day) => fc.integer({ min: turn - 45, max: turn + 30 });

const span = (turn: Day) =>
  fc.record({ from: around(turn), days: fc.nat(60), isOpen: fc.boolean() }).map(({ from, days, isOpen }) => ({
    from: fromDay(from),
    to: isOpen ? null : fromDay(from + days),
  }));

/** A residence fact of any kind but the usual address, under an id that is withdrawn now and then. */
const fact = (turn: Day) =>
  fc
    .record({
      youth,
      municipality: anywhere,
      span: span(turn),
      kind: fc.nat(8),
      holder: fc.constantFrom(
        'ouder',
        'ouder',
        'ouder',
        'voogd',
        'GI',
        'overleden',
        'gezag-verloren',
        'geen',
        'onbekend',
      ),
      isUnknown: fc.constantFrom(false, false, false, true),
      address: fc.constantFrom('woonadres', 'woonadres-in-onderzoek', 'bijzondere-opvang', 'briefadres', 'buitenland'),
      form: fc.constantFrom('jji', 'logeren', 'wmo-opvang', 'ambulant', 'wlz-verblijf', 'wlz-verblijf'),
      flag: fc.boolean(),
      recorded: around(turn),
    })
    .map(({ youth: number, municipality, kind, isUnknown, address, holder, form, flag, ...one }): Telling => {
      const custody = { kind: 'custody', holder, municipality: isUnknown ? null : municipality, ...one.span };
      const registration = { kind: 'registration', municipality, address, ...one.span };
      const care = { kind: 'care', form, provider: 'elsewhere', regular: flag, jjiLinked: !flag, ...one.span };
      const facts = [
        custody,
        custody,
        { kind: 'actual-stay', municipality, ...one.span },
        { kind: 'actual-stay', municipality, ...one.span },
        registration,
        { kind: 'mother-at-birth', municipality },
        { kind: 'request', on: one.span.from },
        care,
        { kind: 'decision', municipality, ground: 'overeenkomst', ...one.span },
      ];
      return (story) => {
        const id = `f${story.events.length}`;
        story.fact(number, { id, ...facts[kind] }, fromDay(one.recorded));
        if (flag && isUnknown)
          story.about(number, 'residence-fact-withdrawn', { withdrawnOn: '2025-01-01', factId: id });
      };
    });

/** Two parents who live apart, and perhaps with whom the child stays. */
const parents = (turn: Day) =>
  fc
    .record({ youth, homes: fc.tuple(anywhere, anywhere), from: around(turn), stays: fc.option(fc.nat(1)) })
    .map(({ youth: number, homes, from, stays }): Telling => (story) => {
      const custody = { kind: 'custody', holder: 'ouder', from: '2012-05-05', to: fromDay(from + 40) };
      homes.forEach((municipality, index) =>
        story.fact(number, { id: `p${index}-${story.events.length}`, ...custody, municipality }),
      );
      const stay = { kind: 'actual-stay', municipality: homes[stays ?? 0], from: fromDay(from), to: null };
      if (stays !== null) story.fact(number, { id: `s${story.events.length}`, ...stay });
    });

/** A stay in youth detention, and help afterwards that is connected with it. */
const detention = (turn: Day) =>
  fc.record({ youth, from: around(turn - 30) }).map(({ youth: number, from }): Telling => (story) => {
    const care = { kind: 'care', provider: 'JJI', regular: false };
    const linked = { form: 'jeugdreclassering', jjiLinked: true, from: fromDay(from + 30), to: null };
    const stay = { form: 'jji', jjiLinked: false, from: fromDay(from), to: fromDay(from + 20) };
    story.fact(number, { id: `j${story.events.length}`, ...care, ...stay });
    story.fact(number, { id: `l${story.events.length}`, ...care, ...linked });
  });

const products = [
  { category: '45', code: '45A04', unit: '04' },
  { category: '44', code: '44A09', unit: '14' },
  { category: '44', code: '44A10', unit: '14' },
] as const;

/** Care that stops for a while, continues, and has absences. */
const care = (turn: Day) =>
  fc
    .record({
      youth,
      product: fc.constantFrom(...products),
      from: around(turn),
      days: fc.integer({ min: 1, max: 40 }),
      gap: fc.integer({ min: -2, max: 12 }),
      reason: fc.constantFrom('20', '20', '31'),
      isOpen: fc.boolean(),
      absence: fc.option(fc.nat(40)),
      isByCategory: fc.constantFrom(false, false, true),
    })
    .map(({ youth: number, product, from, days, gap, reason, isOpen, absence, isByCategory }): Telling => (story) => {
      const { category, code } = product;
      const named = { category, code: isByCategory ? null : code };
      const about = { youth: number, assignment: number * 10 + Number(code.slice(3)), ...named };
      const [stops, goesOn] = [from + days, from + days + gap];
      story
        .start(fromDay(from), about)
        .stop(fromDay(from), fromDay(stops), about, reason)
        .start(fromDay(goesOn), about);
      if (!isOpen) story.stop(fromDay(goesOn), fromDay(goesOn + days), about);
      if (absence === null) return;
      const away = { from: fromDay(from + absence), to: fromDay(from + absence + 4) };
      story.about(number, 'absence-recorded', { provider, id: `a${story.events.length}`, kind: 'runaway', ...away });
    });

const line = (turn: Day) =>
  fc
    .record({
      youth,
      product: fc.constantFrom(...products),
      from: around(turn),
      days: fc.integer({ min: 5, max: 40 }),
      cents: fc.integer({ min: -90_000, max: 900_000 }),
      volume: fc.nat(60),
      payer: fc.constantFrom('0505', '0505', '0512'),
      isCredited: fc.constantFrom(false, false, true),
    })
    .map(({ youth: number, product, from, days, payer, isCredited, ...amounts }): Telling => (story) => {
      const stream = `zhz.declaration-${story.events.length}`;
      const message = { messageId: 'D1', messageDate: '2025-03-05', number: 'N1', declarationDate: '2025-03-05' };
      const head = {
        provider,
        municipality: payer,
        period: fromDay(turn).slice(0, 7),
        submittedCents: 0,
        lineCount: 1,
      };
      const assignment = number * 10 + Number(product.code.slice(3));
      const own = {
        place: 0,
        reference: `R${story.events.length}`,
        previous: null,
        youth: youthId(number),
        assignment,
      };
      const period = { from: fromDay(from), to: fromDay(from + days) };
      const decided = { ...own, ...product, ...period, ...amounts, tariffCents: null, codes: [] };
      const outcome = { headerCodes: ['0200'], declarationCodes: [], clientCodes: {} };
      const answer = { approvedCents: 0, approvedLines: 0, rejectedLines: 0, answerId: 'A1', answerDate: '2025-03-06' };
      story.add(stream, 'finance.declaration-received.v1', { ...head, ...message, message: 'ab'.repeat(32) });
      story.add(stream, 'finance.declaration-lines-decided.v1', { part: 0, lines: [decided] });
      story.add(stream, 'finance.declaration-decided.v1', { ...outcome, ...answer });
      if (!isCredited) return;
      const credit = { ...decided, reference: `${own.reference}C`, previous: own.reference, cents: -decided.cents };
      story.add(`${stream}c`, 'finance.declaration-received.v1', { ...head, ...message, message: 'ab'.repeat(32) });
      story.add(`${stream}c`, 'finance.declaration-lines-decided.v1', { part: 0, lines: [credit] });
      story.add(`${stream}c`, 'finance.declaration-decided.v1', { ...outcome, ...answer });
    });

/** An assignment on which lines may be the only evidence of care; the last digit of its number is that of its product. */
function assign(story: Story, number: number, turn: Day): void {
  const category = number % 10 === 4 ? '45' : '44';
  story.about(Math.floor(number / 10), 'assignment-decided', {
    ...{ municipality: '0505', provider, number, decidedAt: '2021-01-01T10:00:00', category, code: null, unit: null },
    ...{ from: fromDay(turn - 40), to: number % 2 ? fromDay(turn + 15) : null },
    ...{ volume: null, frequency: null, budgetCents: 100, reason: null },
  });
}

const weight = fc.integer({ min: 1, max: 9 });
const shares = fc.record({ '0512': weight, '0505': fc.nat(9) });
/** Keys of every model; of equal weights the tie in cents goes to the lowest code. */
const key = fc.oneof(
  shares.map((all) => ({ model: 'fixed', shares: all })),
  shares.map((all) => ({ model: 'use', fallback: all })),
  fc.record({ model: fc.constant('hybrid'), fixedPercent: fc.integer({ min: 1, max: 99 }), shares }),
  fc.record({ model: fc.constant('multi-year'), history: fc.record({ '2020': shares, '2021': shares }) }),
);

const lumpSum = fc.record({
  id: fc.constantFrom('beschikbaarheid', 'wijkteam'),
  name: fc.constant('Beschikbaarheid'),
  from: fc.constantFrom('2021-01-01', '2022-01-02'),
  to: fc.constantFrom('2022-01-30', '2026-12-31'),
  yearlyCents: fc.nat(1_000_000),
  forms: fc.constantFrom(['ambulant'], ['pleegzorg', 'gezinshuis'], ['ambulant', 'gezinshuis']),
  key,
});

const counting = (method: 'NIGHT' | 'PRESENCE') => ({ counting: { method, fundedAbsence: null } });

/** Birthdays: of a child, and of somebody who becomes eighteen around the turn, on a leap day now and then. */
const births = fc.tuple(
  fc.constantFrom('2012-05-05', '2021-12-20'),
  fc.constantFrom('2003-12-24', '2004-02-29', '2004-01-10'),
);

/**
 * Regions around a turn with what is rare: the law before 2022 with authority, adults, reorganisations, leave between two
 * starts, absences, and lump sums with every kind of key.
 */
export const rareRegions = (turn: Day): fc.Arbitrary<Story> =>
  fc
    .record({
      births,
      merger: fc.option(fc.constantFrom({ from: ['0512'], to: '0505' }, { from: ['0512'], to: null })),
      gapToleranceDays: fc.constantFrom(0, 0, 7),
      partTimeStayPolicy: fc.constantFrom('chain', 'ambulant'),
      wlzStayFrom: fc.constantFrom('2015-01-01', fromDay(turn), fromDay(turn + 12)),
      paidBy: fc.constantFrom('municipality', 'municipality', 'organisation'),
      assigned: fc.subarray([11, 14, 19, 21, 24]),
      lumpSums: fc.uniqueArray(lumpSum, { maxLength: 2, selector: ({ id }) => id }),
      homes: fc.tuple(anywhere, anywhere),
      cares: fc.array(care(turn), { minLength: 1, maxLength: 3 }),
      facts: fc.array(fact(turn), { maxLength: 12 }),
      more: fc.array(fc.oneof(parents(turn), detention(turn)), { maxLength: 2 }),
      lines: fc.array(line(turn), { minLength: 2, maxLength: 6 }),
    })
    .map(({ births: days, merger, paidBy, assigned, lumpSums, homes, cares, facts, more, lines, ...parameters }) => {
      const mergers = merger ? [{ date: fromDay(turn + 9), ...merger }] : [];
      const offers = [
        Story.product('45A04', 'ambulant', { unit: '04' }),
        Story.product('44A09', 'pleegzorg', counting('NIGHT')),
        Story.product('44A10', 'gezinshuis', counting('PRESENCE')),
      ];
      const providersPaidBy = [{ from: fromDay(turn - 9), by: paidBy }];
      const story = new Story().region(parameters, { mergers, providersPaidBy });
      story.contract({ products: offers, lumpSums });
      days.forEach((birth, index) => story.youth(index + 1, birth));
      homes.forEach((code, index) => story.lives(index + 1, code, '2012-05-05', fromDay(turn + 12)));
      for (const number of assigned) assign(story, number, turn);
      for (const tell of [...more, ...facts, ...cares, ...lines]) tell(story);
      return story;
    });

/** Turns around which rare things happen: the new law, and a spring since. */
export const turns = [toDay('2022-01-05'), toDay('2025-03-05')] as const;
