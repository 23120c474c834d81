/** Invented regions that live over some months: contracts, moves, care, declarations and corrections, in a log of their own. */
import fc from 'fast-check';
import { MemoryEventLog, type EventLog } from '@regieboek/eventing';
import { Story, youthId, type StoryEvent } from '@regieboek/journal/testing';
import { fromDay, lastDayOf, monthOf, toDay, type Month } from '@regieboek/kernel';
import { happening, type Declared, type Happening } from './happenings.js';
import { orderOf, transferOf } from './ordered.js';

export const provider = '99990001';
const monthOfDay = (text: string): Month => monthOf(toDay(text));
export const january = monthOfDay('2025-01-01');
export const february = monthOfDay('2025-02-01');
export const march = monthOfDay('2025-03-01');
export const months: readonly Month[] = [january, february, march];

/** All that something gives, one after the other. */
export async function all<One>(from: AsyncIterable<One>): Promise<One[]> {
  const found: One[] = [];
  for await (const one of from) found.push(one);
  return found;
}

const lumpSums = (yearlyCents: number) => [
  {
    id: 'crisis',
    name: 'Crisis',
    from: '2025-01-01',
    to: '2025-12-31',
    yearlyCents,
    forms: ['verblijf'],
    key: { model: 'use', fallback: { '0505': 2, '0512': 1 } },
  },
];

const products = [Story.product('45A04', 'ambulant', { unit: '04' }), Story.product('44A09', 'verblijf')];

const at = (index: number): Month => months[index] ?? fail(`no month ${index}`);
const fail = (text: string): never => {
  throw new Error(text);
};

const lineOf = ({ youth: number, code: product, careMonth, cents }: Declared, place: number, reference: string) => ({
  place,
  reference,
  previous: null,
  youth: youthId(number),
  assignment: number,
  category: product.slice(0, 2),
  code: product,
  from: `${at(careMonth)}-01`,
  to: fromDay(lastDayOf(at(careMonth))),
  volume: 28,
  unit: product === '44A09' ? '14' : '04',
  tariffCents: null,
  cents,
  codes: [],
});

/** Tells a region in which these things happen, one after the other. */
export class StoryRegion extends Story {
  private readonly factsOf = new Map<number, string[]>();
  private declarations = 0;

  constructor() {
    super();
    this.region().agreed(12_000);
    for (const number of [1, 2, 3]) this.youth(number);
    for (const number of [1, 2]) this.lives(number, '0505', '2010-05-05');
  }

  agreed(yearlyCents: number): this {
    return this.contract({ products, lumpSums: lumpSums(yearlyCents) });
  }

  /** A registration from a day on; gives its id. */
  moves(number: number, to: string | null, from: string): string {
    const id = `m${this.events.length}`;
    this.factsOf.set(number, [...(this.factsOf.get(number) ?? []), id]);
    this.fact(number, {
      id,
      kind: 'registration',
      municipality: to,
      address: to ? 'woonadres' : 'briefadres',
      from,
      to: null,
    });
    return id;
  }

  withdraws(number: number, factId: string): this {
    return this.about(number, 'residence-fact-withdrawn', { withdrawnOn: '2025-04-01', factId });
  }

  /** A declaration of a month, refused as a whole when it has no lines; gives its stream. */
  declares(lines: readonly Declared[], period: Month, { payer = '0505', concludes = true } = {}): string {
    this.declarations += 1;
    const number = `D${this.declarations}`;
    const stream = `zhz.declaration-615673df-570b-522a-ab28-${String(this.declarations).padStart(12, '0')}`;
    const own = lines.map((line, place) => lineOf(line, place, `R${this.declarations}x${place}`));
    const approvedCents = own.reduce((sum, line) => sum + line.cents, 0);
    this.add(stream, 'finance.declaration-received.v1', {
      provider,
      municipality: payer,
      messageId: number,
      messageDate: '2025-04-01',
      number,
      period,
      declarationDate: '2025-04-01',
      submittedCents: approvedCents,
      lineCount: own.length,
      message: 'f2'.repeat(32),
    });
    if (own.length > 0) this.add(stream, 'finance.declaration-lines-decided.v1', { part: 0, lines: own });
    return concludes ? this.concludes(stream, own.length, approvedCents) : stream;
  }

  concludes(stream: string, approvedLines: number, approvedCents: number): string {
    this.add(stream, 'finance.declaration-decided.v1', {
      headerCodes: ['0200'],
      declarationCodes: ['0200'],
      clientCodes: {},
      approvedCents,
      approvedLines,
      rejectedLines: 0,
      answerId: 'A1',
      answerDate: '2025-04-02',
    });
    return stream;
  }

  /** What a municipality paid as an advance on a month, on the twentieth of it. */
  receives(cents: number, month: Month, municipality = '0505'): this {
    return this.add('zhz.receipt-zhz', 'finance.receipt-recorded.v1', {
      ...{ reference: `B-${this.events.length}`, municipality, kind: 'advance', from: month, to: month, cents },
      receivedOn: `${month}-20`,
    });
  }

  /** A batch of one transfer to the provider, executed on a day. */
  pays(cents: number, executionDate: string, payer: string | null = '0505'): this {
    const id = `RB-${this.events.length}`;
    const transfers = [transferOf({ endToEnd: `${id}-1`, municipality: payer, cents })];
    const order = orderOf({ batch: id, executionDate: fromDay(toDay(executionDate)), transfers });
    return this.add(`zhz.payment-${provider}`, 'finance.payment-ordered.v1', order);
  }

  happens(one: Happening): this {
    switch (one.what) {
      case 'moves':
        this.moves(one.youth, one.to, `${at(one.month)}-${String(one.day).padStart(2, '0')}`);
        return this;
      case 'withdraws': {
        const facts = this.factsOf.get(one.youth) ?? [];
        const factId = facts[one.of % Math.max(1, facts.length)];
        return factId === undefined ? this : this.withdraws(one.youth, factId);
      }
      case 'starts':
        return this.start(`${at(one.month)}-${String(one.day).padStart(2, '0')}`, {
          youth: one.youth,
          category: one.code.slice(0, 2),
          code: one.code,
        });
      case 'stays': {
        const begin = toDay(`${at(one.month)}-${String(one.day).padStart(2, '0')}`);
        const product = { youth: one.youth, category: '44', code: '44A09' };
        return this.stay(fromDay(begin), fromDay(begin + one.days), product);
      }
      case 'declares':
        this.declares(one.lines, at(one.month), { payer: one.payer, concludes: one.concludes });
        return this;
      case 'pays':
        return this.pays(one.cents, `${at(one.month)}-17`, one.payer).receives(one.cents, at(one.month), one.payer);
      case 'agrees':
        return this.agreed(one.yearlyCents);
      case 'tolerates':
        return this.region({ gapToleranceDays: one.days });
    }
  }
}

/** A region in which things happen. */
export const storyRegion = (happenings: readonly Happening[]): StoryRegion => {
  const region = new StoryRegion();
  for (const one of happenings) region.happens(one);
  return region;
};

/** A region with this many events. */
export const regions = (minLength = 0, maxLength = 12): fc.Arbitrary<StoryRegion> =>
  fc.array(happening, { minLength, maxLength, size: 'max' }).map((happenings) => storyRegion(happenings));

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Appends told events to a log, one by one; `clock` may say when each is recorded. */
export async function append(log: EventLog, events: readonly StoryEvent[]): Promise<void> {
  const revisions = new Map<string, number>();
  for (const { stream, type, data } of events) {
    const revision = revisions.get(stream) ?? (await lastRevision(log, stream));
    const number = (await log.head(stream.split('.')[0] ?? '')) + 1;
    const appended = await log.append(stream, revision < 0 ? 'none' : revision, [{ id: uuid(number), type, data }]);
    revisions.set(stream, appended.revision);
  }
}

async function lastRevision(log: EventLog, stream: string): Promise<number> {
  let revision = -1;
  for await (const recorded of log.read(stream)) revision = recorded.revision;
  return revision;
}

/** A log that holds what was told. */
export async function logOf(region: Pick<Story, 'events'>): Promise<MemoryEventLog> {
  const log = new MemoryEventLog({ now: () => new Date('2025-04-01T10:00:00Z') });
  await append(log, region.events);
  return log;
}
