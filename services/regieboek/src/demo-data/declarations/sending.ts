import { lastDayOf, type Month } from '@regieboek/kernel';
import type { Account, Outgoing } from './account.js';
import { declarationText, totalOf, type DeclarationHeading } from './declaration-file.js';
import type { DemoFile } from '../files/demo-file.js';
import type { Expected } from './expected.js';
import type { Random } from '../random.js';
import type { DemoRegion } from '../region/region-facts.js';

/** A declaration about to be sent: the lines one account declares over a month. */
export interface Consignment {
  readonly account: Account;
  readonly month: Month;
  /** Months before this one, the latest last. */
  readonly before: readonly Month[];
  /** Number of the account in the region. */
  readonly place: number;
  readonly entries: readonly Outgoing[];
  /** Keeps lines for the declaration of the next month. */
  postpone(entries: readonly Outgoing[]): void;
}

type WholeFault = 'wrong-total' | 'duplicate-number' | 'same-message' | 'not-xsd' | 'earlier-period';

const wholeFaults: readonly WholeFault[] = [
  'earlier-period',
  'wrong-total',
  'duplicate-number',
  'same-message',
  'not-xsd',
];

/** Declarations that are refused as a whole, in thousandths, once every kind has occurred. */
const WRONG = 10;
/** Chance to take the first declaration that can have a kind that has not occurred yet. */
const FIRST = 150;

/** Leaves out an element that the XSD wants. */
const withoutNumber = (text: string): string =>
  text.replace(/\s*<jw323:DeclaratieNummer>.*<\/jw323:DeclaratieNummer>/, '');

/** Sends declarations, a few of them wrong as a whole first and right some days later. */
export class Sending {
  lines = 0;
  readonly expected: Expected[] = [];
  readonly #counts = new Map<WholeFault, number>(wholeFaults.map((kind) => [kind, 0]));

  constructor(
    private readonly region: DemoRegion,
    private readonly random: Random,
  ) {}

  /** The files of a consignment in the order of sending. */
  *send(consignment: Consignment): Generator<DemoFile> {
    const { account, entries } = consignment;
    const heading = this.#heading(consignment);
    const fault = this.#faultFor(consignment);
    if (fault === undefined || fault === 'earlier-period') {
      const overdue = fault ? overdueIn(entries) : [];
      yield this.#file({ ...consignment, entries: entries.filter((one) => !overdue.includes(one)) }, heading, 1);
      account.lastSent = heading;
      if (fault) yield this.#tooEarly(consignment, heading, overdue);
      return;
    }
    yield this.#wrong(consignment, heading, fault);
    const again = { ...this.#heading(consignment, 2), signed: heading.signed + this.random.int(1, 6) };
    yield this.#file(consignment, again, 2);
    account.lastSent = again;
    if (fault !== 'not-xsd') this.lines += entries.length;
  }

  #heading({ account, month, place, entries }: Consignment, attempt = 1): DeclarationHeading {
    const { provider, municipality } = account;
    const serial = `${this.region.digit}${month.slice(2, 4)}${month.slice(5)}${String(place + 1).padStart(4, '0')}${attempt}`;
    const usual = lastDayOf(month) + this.random.int(3, 12);
    const signed = entries.reduce((day, { signedFrom = day }) => Math.max(day, signedFrom), usual);
    return { provider, municipality, month, signed, message: `D${serial}`, number: `N${serial}` };
  }

  #faultFor({ account, before, entries }: Consignment): WholeFault | undefined {
    const draw = this.random.int(0, 999);
    // A line signed very late cannot be sent a second time before the declaration of the next month.
    const isLast = entries.some(({ signedFrom }) => signedFrom !== undefined);
    if (draw >= FIRST || isLast || !account.lastSent || before.length === 0) return undefined;
    const possible = wholeFaults.filter((kind) => kind !== 'earlier-period' || isPartOverdue(entries));
    const wanted = draw < WRONG ? possible : possible.filter((kind) => this.#counts.get(kind) === 0);
    const [least] = [...wanted].sort((a, b) => (this.#counts.get(a) ?? 0) - (this.#counts.get(b) ?? 0));
    if (least) this.#counts.set(least, (this.#counts.get(least) ?? 0) + 1);
    return least;
  }

  #file({ month, entries }: Consignment, heading: DeclarationHeading, place: number): DemoFile {
    const path = pathOf(heading, month, place);
    for (const { planted, line } of [...Map.groupBy(entries, ({ bsn }) => bsn).values()].flat()) {
      if (!planted) continue;
      const reference = line.productReferentie.referentieNummer;
      this.expected.push({ file: path, on: planted.on, kind: planted.kind, codes: planted.codes, reference });
    }
    this.lines += entries.length;
    return { path, content: declarationText(heading, entries) };
  }

  /** The consignment as it went wrong the first time. */
  #wrong({ account, month, entries }: Consignment, heading: DeclarationHeading, kind: WholeFault): DemoFile {
    const path = pathOf(heading, month, 1);
    const sent = account.lastSent ?? heading;
    const refuse = (on: Expected['on'], codes: readonly string[], content: string): DemoFile => {
      this.expected.push({ file: path, on, kind, codes });
      return { path, content };
    };
    switch (kind) {
      case 'wrong-total': {
        const total = totalOf(entries);
        const wrong = { ...total, totaalBedrag: total.totaalBedrag + 12_345 };
        return refuse('header', ['0001'], declarationText(heading, entries, wrong));
      }
      case 'duplicate-number':
        return refuse('declaration', ['9333'], declarationText({ ...heading, number: sent.number }, entries));
      case 'same-message':
        return refuse('header', ['9056'], declarationText({ ...heading, message: sent.message }, entries));
      default:
        return refuse('file', [], withoutNumber(declarationText(heading, entries)));
    }
  }

  /** Lines of earlier months in a declaration over an earlier month, after that of this month was sent. */
  #tooEarly(consignment: Consignment, { signed }: DeclarationHeading, overdue: readonly Outgoing[]): DemoFile {
    const { month, before } = consignment;
    consignment.postpone(overdue);
    const heading = { ...this.#heading(consignment, 3), month: before.at(-1) ?? month, signed: signed + 2 };
    const path = pathOf(heading, month, 2);
    this.expected.push({ file: path, on: 'declaration', kind: 'earlier-period', codes: ['8214'] });
    this.lines += overdue.length;
    return { path, content: declarationText(heading, overdue) };
  }
}

/** Lines that could have been declared in an earlier month. */
const overdueIn = (entries: readonly Outgoing[]): Outgoing[] => entries.filter(({ isOverdue }) => isOverdue === true);

const isPartOverdue = (entries: readonly Outgoing[]): boolean => {
  const { length } = overdueIn(entries);
  return 0 < length && length < entries.length;
};

/** Path of a declaration, by the month in which it was sent; `place` numbers those of one account from 1. */
const pathOf = ({ provider, municipality }: DeclarationHeading, month: Month, place: number): string =>
  `declarations/${month}/${provider}-${municipality}-${place}.xml`;
