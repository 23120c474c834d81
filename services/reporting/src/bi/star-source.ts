import { Inject, Injectable } from '@nestjs/common';
import { linesFrom, lumpSumsOfMonth, ruleSets } from '@regieboek/billing';
import { runMonth } from '@regieboek/billing/run';
import type { DeclarationHistory, RegionHistory } from '@regieboek/journal';
import type { Watch } from '@regieboek/journal/segments';
import {
  firstDayOf,
  lastDayOf,
  monthOf,
  nextMonth,
  Refusal,
  toDay,
  type CalendarDate,
  type Interval,
  type Month,
} from '@regieboek/kernel';
import { CIPHER, notFound, seeYouths, TODAY, type Cipher, type Today } from '@regieboek/platform';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { careSpansOf } from '../domain/care-of-youths.js';
import {
  firstDeclaredKey,
  type KnownMonth,
  type KnownNights,
  type KnownRegion,
  type Made,
  type Names,
} from '../domain/star/known.js';
import { protectedYouths } from '../domain/star/protected-youths.js';
import { chainsOf } from '../domain/stay-statistics.js';

/** Content and receiver of an export: pseudonyms differ for each purpose and receiver. */
export interface Delivery {
  readonly region: string;
  /** Codes of lower-case letters, digits and dashes. */
  readonly purpose: string;
  readonly receiver: string;
  /** A recording day or a position; by default now. */
  readonly knownAt?: { readonly day: CalendarDate } | { readonly position: number };
}

/** A region as known then, from which all tables are made, month by month. */
export interface Star {
  readonly made: Made;
  /** Months with declarations, in order. */
  readonly months: readonly Month[];
  /** Calendar months of nights, up to the last day that is seen, in order. */
  readonly nights: readonly (KnownNights & { readonly month: Month })[];
  /** A month of declaration, billed. The first declarations of `region` follow from all months. */
  month(month: Month): Promise<KnownMonth>;
  /** The region; complete after all months were read. */
  readonly region: KnownRegion;
}

/** Characters of a code: 128 bits, so that two youths never share one. */
const CODE_LENGTH = 32;

/** Receiver inside the organisation, who may follow lines and assignments to the ledger. */
export const INTERNAL = 'internal';

/** Receivers that stand for everybody. */
const PUBLIC: ReadonlySet<string> = new Set(['public', 'publiek', 'openbaar']);

const notRows = (): Refusal =>
  new Refusal('not-public', 'invalid', {
    en: 'rows about youths cannot be published: use public figures (regieboek figures --public)',
    nl: 'rijen over jeugdigen kunnen niet openbaar worden: gebruik openbare cijfers (regieboek figures --public)',
  });

/** Reads regions for the star schema, from the journal. */
@Injectable()
export class StarSource {
  constructor(
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(CIPHER) private readonly cipher: Cipher,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Opens a region as known then. Throws a Refusal (not-found) when nothing of it was known. */
  async open(delivery: Delivery, watch: Watch = {}): Promise<Star> {
    const { region, receiver } = delivery;
    if (PUBLIC.has(receiver)) throw notRows();
    const { source } = this.replays;
    const { position, knownOn } = await this.#moment(delivery);
    const known = { region, knownAt: { position } };
    const history = position === 0 ? undefined : await source.excerpt({ ...known, periods: [] }, watch);
    if (!history?.definition)
      throw notFound({
        en: 'nothing of this region was recorded then; see /v1/regions',
        nl: 'van deze jeugdregio was toen niets vastgelegd; zie /v1/regions',
      });
    const months = await source.declaredMonths(known, watch);
    const made: Made = { region, position, knownOn, ruleSet: ruleSets.inForce(monthOf(toDay(knownOn))).version };
    seeYouths(region, history.youths.keys());
    const names = this.#names(delivery, await this.#protected(delivery, history, watch));
    return starOf(history, { made, months, replays: this.replays, names, watch });
  }

  /** Position, and the last day that is seen: that of the question, otherwise today. */
  async #moment({ region, knownAt }: Delivery): Promise<{ position: number; knownOn: CalendarDate }> {
    const { source } = this.replays;
    if (knownAt === undefined) return { position: await source.head(region), knownOn: this.today() };
    if ('position' in knownAt)
      return { position: Math.min(knownAt.position, await source.head(region)), knownOn: this.today() };
    return { position: await source.positionAt(region, toDay(knownAt.day)), knownOn: knownAt.day };
  }

  /** Youths with a secret address, as known now too: an export of an earlier moment does not tell where they were. */
  async #protected({ region, knownAt }: Delivery, then: RegionHistory, watch: Watch): Promise<ReadonlySet<string>> {
    const now = knownAt ? await this.replays.source.excerpt({ region, periods: [] }, watch) : then;
    return new Set([then, now].flatMap(({ youths }) => [...protectedYouths(youths.values(), this.today())]));
  }

  #names({ region, purpose, receiver }: Delivery, hidden: ReadonlySet<string>): Names {
    const made = new Map<string, string>();
    const code = (text: string): string => {
      const known =
        made.get(text) ?? this.cipher.id(region, 'export', `${purpose}/${receiver}/${text}`).slice(0, CODE_LENGTH);
      made.set(text, known);
      return known;
    };
    const isHidden = (youth: string | null): boolean => youth !== null && hidden.has(youth);
    return {
      code,
      youth: (youth) => (youth === null || isHidden(youth) ? null : code(youth)),
      of: (youth, text) => (receiver === INTERNAL && !isHidden(youth) ? text : code(`name/${text}`)),
    };
  }
}

/** Readers of months for `starOf`. */
interface Reading {
  readonly made: Made;
  readonly months: readonly Month[];
  readonly replays: Replays;
  readonly names: Names;
  readonly watch: Watch;
}

function starOf(history: RegionHistory, reading: Reading): Star {
  const { made, months } = reading;
  const firstDeclared = new Map<string, CalendarDate>();
  const region = regionOf(history, firstDeclared, reading);
  return {
    ...{ made, months, region },
    nights: nightsOf(region),
    async month(month) {
      const known = await knownMonth(history, region, month, reading);
      for (const declaration of known.declarations) noteFirst(firstDeclared, declaration);
      return known;
    },
  };
}

function regionOf(
  history: RegionHistory,
  firstDeclared: ReadonlyMap<string, CalendarDate>,
  reading: Reading,
): KnownRegion {
  const { made, names } = reading;
  const { contracts, definition } = history;
  if (!definition) throw new RangeError('the region has no definition');
  const youths = [...history.youths.values()];
  const careOfYouths = youths.map((youth) => ({ youth: youth.youth, care: careSpansOf(youth, contracts) }));
  const chains = chainsOf(careOfYouths, definition.parameters.gapToleranceDays);
  return {
    ...{ definition, contracts, youths, careOfYouths, chains, firstDeclared, made, names },
    care: new Map(careOfYouths.map(({ youth, care }) => [youth, care])),
    window: windowOf(chains, reading),
  };
}

/** Notes on which day the lines of a declaration were first declared, by assignment. */
function noteFirst(first: Map<string, CalendarDate>, { head, lines }: DeclarationHistory): void {
  for (const { assignment } of lines) {
    const key = firstDeclaredKey(head.provider, head.municipality, assignment);
    const known = first.get(key);
    if (known === undefined || head.messageDate < known) first.set(key, head.messageDate);
  }
}

async function knownMonth(
  history: RegionHistory,
  region: KnownRegion,
  month: Month,
  { made, replays: { source }, watch }: Reading,
): Promise<KnownMonth> {
  const known = { region: made.region, knownAt: { position: made.position } };
  const ruleSet = ruleSets.inForce(month);
  const { declarations } = await source.excerpt({ ...known, periods: [month] }, watch);
  const { parts, order } = await runMonth(source, { ...known, period: month }, ruleSet, watch);
  return {
    region: { ...region, made: { ...made, ruleSet: ruleSet.version } },
    ...{ month, declarations: [...declarations.values()] },
    lines: linesFrom(parts, order, { from: 0, to: order.rows }),
    lumpSums: lumpSumsOfMonth(history, month, ruleSet).lumpSums,
  };
}

/** Days from the first stay or declaration up to the last day that is seen. */
function windowOf(chains: KnownRegion['chains'], { made, months }: Reading): Interval {
  const to = toDay(made.knownOn);
  const first = [...chains.slice(0, 1).map(({ from }) => from), ...months.slice(0, 1).map(firstDayOf)];
  return { from: Math.min(to, ...first), to };
}

/** Calendar months of a window. */
function nightsOf(region: KnownRegion): Star['nights'] {
  const { from, to } = region.window;
  const nights = [];
  for (let month = monthOf(from); month <= monthOf(to); month = nextMonth(month))
    nights.push({ region, month, from: firstDayOf(month), to: Math.min(lastDayOf(month), to) });
  return nights;
}
