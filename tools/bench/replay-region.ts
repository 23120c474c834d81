import { youthId, MUNICIPALITIES, PROVIDERS, REGION, type Told } from './replay-contracts.ts';
import { addMonths, fromDay, lastDayOf, monthOf, type Day, type Month } from '@regieboek/kernel';
import { Chance, firstOf, type Extent } from './replay-extent.ts';

const LINES_PER_EVENT = 1_000;

/** Average number of events per youth, including its share of the declarations. */
const EVENTS_PER_YOUTH = 7.45;

interface Care {
  readonly youth: string;
  readonly municipality: number;
  readonly provider: number;
  readonly assignment: number;
  readonly category: string;
  readonly code: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  isStopped: boolean;
}

/**
 * A region of ten years with the mix of the demo: one youth in ten away from home, sometimes in a chain of stays; one in five with two
 * kinds of help; one in ten moves, sometimes reported weeks late; one in fifty known late, corrected, in dispute or otherwise rare; every
 * care declared every month, some lines refused or credited. The same events every time.
 */
export class BenchRegion {
  readonly #chance = new Chance();
  readonly #youthsPerMonth: number;
  #youths = 0;
  #assignments = 0;
  #active: Care[] = [];

  readonly #first: Day;

  constructor({ events, months }: Extent) {
    this.#youthsPerMonth = Math.max(1, Math.round(events / months / EVENTS_PER_YOUTH));
    this.#first = firstOf(months);
  }

  *month(index: number): Generator<Told> {
    const from = addMonths(this.#first, index);
    const to = lastDayOf(monthOf(from));
    for (let count = 0; count < this.#youthsPerMonth; count += 1) yield* this.#youth(from);
    yield* this.#lateMoves(from);
    yield* this.#stops(to);
    yield* this.#declarations(from, to, index);
    this.#active = this.#active.filter((care) => care.to > to);
  }

  #is(perMille: number): boolean {
    return this.#chance.below(1_000) < perMille;
  }

  *#youth(month: number): Generator<Told> {
    const chance = this.#chance;
    this.#youths += 1;
    const youth = youthId(this.#youths);
    const stream = `${REGION}.youth-${youth}`;
    const home = chance.below(MUNICIPALITIES.length);
    const start = month + chance.below(20);
    const birth = start - 365 * (2 + chance.below(15)) - chance.below(360);
    const recordedOn = fromDay(start);
    const fact = (content: object): Told => ({
      stream,
      type: 'placements.residence-fact-recorded.v1',
      data: { youth, recordedOn, fact: { id: `${REGION}-${this.#youths}-${chance.below(9)}`, ...content } },
    });
    const lives = (municipality: number, from: number, to: number | null, address = 'woonadres') =>
      fact({
        kind: 'registration',
        municipality: MUNICIPALITIES[municipality],
        address,
        from: fromDay(from),
        to: to === null ? null : fromDay(to),
      });
    yield { stream, type: 'placements.youth-registered.v1', data: { youth, birth: fromDay(birth) } };
    yield fact({ kind: 'request', on: fromDay(start - 20) });
    const moves = this.#is(110) ? start + 10 + chance.below(200) : null;
    yield lives(home, birth, moves === null ? null : moves - 1, this.#is(8) ? 'briefadres' : 'woonadres');
    if (moves !== null) yield lives((home + 1) % MUNICIPALITIES.length, moves, null);
    if (this.#is(300)) yield fact({ kind: 'mother-at-birth', municipality: MUNICIPALITIES[home] });
    if (this.#is(6)) yield fact({ kind: 'custody', holder: 'GI', municipality: null, from: fromDay(start), to: null });
    yield* this.#care(youth, home, start, lives);
  }

  *#care(
    youth: string,
    home: number,
    start: number,
    lives: (municipality: number, from: number, to: number | null) => Told,
  ): Generator<Told> {
    const chance = this.#chance;
    const provider = chance.below(PROVIDERS.length);
    const to = start + 100 + chance.below(330);
    if (this.#is(100)) {
      const isChain = this.#is(200);
      const turn = start + 60;
      yield* this.#begin({ youth, home, provider, code: '44A28', from: start, to: isChain ? turn : to });
      if (isChain) yield* this.#begin({ youth, home, provider, code: '44A07', from: turn, to });
      if (this.#is(90))
        yield {
          stream: `${REGION}.youth-${youth}`,
          type: 'placements.absence-recorded.v1',
          data: {
            youth,
            provider: PROVIDERS[provider],
            id: 'a',
            kind: 'holiday',
            from: fromDay(start + 20),
            to: fromDay(start + 30),
          },
        };
    } else {
      yield* this.#begin({ youth, home, provider, code: '45A48', from: start, to });
      if (this.#is(220)) yield* this.#begin({ youth, home, provider, code: '45A53', from: start + 20, to: to - 30 });
    }
    if (this.#is(5)) {
      const wrong = lives((home + 2) % MUNICIPALITIES.length, start, null);
      yield wrong;
      const { fact } = wrong.data as { fact: { id: string } };
      yield {
        stream: wrong.stream,
        type: 'placements.residence-fact-withdrawn.v1',
        data: { youth, withdrawnOn: fromDay(start + 90), factId: fact.id },
      };
    }
  }

  *#begin(about: {
    youth: string;
    home: number;
    provider: number;
    code: string;
    from: number;
    to: number;
  }): Generator<Told> {
    const { youth, home, provider, code, from, to } = about;
    this.#assignments += 1;
    const unit = code.startsWith('44') ? '14' : '04';
    const category = code.slice(0, 2);
    const assignment = this.#assignments;
    const care = { youth, municipality: home, provider, assignment, category, code, unit, from, to, isStopped: false };
    this.#active.push(care);
    yield {
      stream: `${REGION}.assignment-${MUNICIPALITIES[home]}-${assignment}`,
      type: 'placements.assignment-decided.v1',
      data: {
        youth,
        municipality: MUNICIPALITIES[home],
        provider: PROVIDERS[provider],
        number: assignment,
        decidedAt: `${fromDay(from)}T10:00:00`,
        category,
        code,
        from: fromDay(from),
        to: null,
        volume: 4,
        unit,
        frequency: '2',
        budgetCents: null,
        reason: null,
      },
    };
    if (!this.#is(40))
      yield {
        stream: `${REGION}.care-${MUNICIPALITIES[home]}-${assignment}`,
        type: 'placements.care-started.v1',
        data: this.#key(care),
      };
  }

  #key({ youth, municipality, provider, assignment, category, code, from }: Care) {
    return {
      youth,
      municipality: MUNICIPALITIES[municipality],
      provider: PROVIDERS[provider],
      assignment,
      category,
      code,
      begin: fromDay(from),
    };
  }

  /** One youth in a thousand is reported late to have moved some weeks ago. */
  *#lateMoves(month: number): Generator<Told> {
    for (const { youth, municipality, assignment } of this.#active) {
      if (!this.#is(1)) continue;
      const fact = {
        id: `${REGION}-late-${assignment}-${month}`,
        kind: 'registration',
        municipality: MUNICIPALITIES[(municipality + 3) % MUNICIPALITIES.length],
        address: 'woonadres',
        from: fromDay(month - 40),
        to: null,
      };
      yield {
        stream: `${REGION}.youth-${youth}`,
        type: 'placements.residence-fact-recorded.v1',
        data: { youth, recordedOn: fromDay(month + 20), fact },
      };
    }
  }

  *#stops(until: number): Generator<Told> {
    for (const care of this.#active) {
      if (care.to > until || care.isStopped) continue;
      care.isStopped = true;
      yield {
        stream: `${REGION}.care-${MUNICIPALITIES[care.municipality]}-${care.assignment}`,
        type: 'placements.care-stopped.v1',
        data: { ...this.#key(care), end: fromDay(care.to), reason: '31' },
      };
    }
  }

  *#declarations(from: number, to: number, index: number): Generator<Told> {
    const groups = Map.groupBy(this.#active, ({ provider, municipality }) => provider * 100 + municipality);
    const period: Month = monthOf(from);
    for (const [key, cares] of groups) {
      const id = `${index}-${key}`;
      const stream = `${REGION}.declaration-${id}`;
      const provider = PROVIDERS[Math.floor(key / 100)] ?? '';
      const day = fromDay(to + 5);
      yield {
        stream,
        type: 'finance.declaration-received.v1',
        data: {
          provider,
          municipality: MUNICIPALITIES[key % 100],
          messageId: id,
          messageDate: day,
          number: id,
          period,
          declarationDate: day,
          submittedCents: 0,
          lineCount: cares.length,
          message: 'ab'.repeat(32),
        },
      };
      for (let at = 0; at < cares.length; at += LINES_PER_EVENT)
        yield {
          stream,
          type: 'finance.declaration-lines-decided.v1',
          data: {
            part: at / LINES_PER_EVENT,
            lines: cares
              .slice(at, at + LINES_PER_EVENT)
              .map((care, place) => this.#line(care, { from, to, index, place: at + place })),
          },
        };
      yield {
        stream,
        type: 'finance.declaration-decided.v1',
        data: {
          headerCodes: ['0200'],
          declarationCodes: [],
          clientCodes: {},
          approvedCents: 0,
          approvedLines: 0,
          rejectedLines: 0,
          answerId: id,
          answerDate: day,
        },
      };
    }
  }

  #line(care: Care, { from, to, index, place }: { from: number; to: number; index: number; place: number }) {
    const begin = Math.max(from, care.from);
    const end = Math.max(begin, Math.min(to, care.to));
    const volume = care.unit === '14' ? end - begin + 1 : 1 + this.#chance.below(30);
    const isCredit = this.#is(15);
    return {
      place,
      reference: `${index}-${care.assignment}`,
      previous: isCredit ? `${index - 1}-${care.assignment}` : null,
      youth: care.youth,
      assignment: care.assignment,
      category: care.category,
      code: care.code,
      from: fromDay(begin),
      to: fromDay(end),
      volume,
      unit: care.unit,
      tariffCents: 9_240,
      cents: (isCredit ? -1 : 1) * volume * 9_240,
      codes: this.#is(30) ? ['9307'] : [],
    };
  }
}
