import type { SplitGround } from '../../rules/counting.js';
import {
  type ByteWriter,
  isPlain,
  type FactTable,
  type LineTable,
  at,
  NO_NUMBER,
  NONE,
  textAt,
  type TextColumn,
} from '@regieboek/journal';
import type { CareSlots } from '../youth/care-slots.js';
import type { LinePart } from '../youth/line-split.js';
import type { ResponsibleRun } from '../youth/run-decider.js';
import type { RunRules } from '../run-rules.js';

const encoder = new TextEncoder();
const ascii = (text: string): Uint8Array => encoder.encode(text);

const label = {
  begin: ascii('{"id":"'),
  youth: ascii('","kind":"line","youth":"'),
  provider: ascii('","provider":"'),
  reference: ascii('","reference":'),
  category: ascii(',"category":'),
  code: ascii(',"code":'),
  unit: ascii(',"unit":'),
  periodFrom: ascii(',"periodFrom":'),
  periodTo: ascii(',"periodTo":'),
  from: ascii(',"from":'),
  to: ascii(',"to":'),
  days: ascii(',"days":'),
  volume: ascii(',"volume":'),
  tariff: ascii(',"tariffCents":'),
  cents: ascii(',"cents":'),
  municipality: ascii(',"municipality":'),
  municipalityOfDays: ascii(',"municipalityOfDays":'),
  payer: ascii(',"payer":'),
  atHome: ascii(',"rule":"WPB-2022-V1","chainStart":null,"referenceDay":null'),
  chainStart: ascii(',"rule":"WPB-2022-V2","chainStart":'),
  referenceDay: ascii(',"referenceDay":'),
  facts: ascii(',"facts":['),
  review: ascii('],"review":['),
  institution: ascii('"institution-address"'),
  null: ascii('null'),
  quote: ascii('"'),
  comma: ascii(','),
  dot: ascii('.'),
  care: ascii('"care:'),
  hash: ascii('#'),
};

/** Reasons that follow those of responsibility. */
const groundLabel: Readonly<Record<SplitGround, Uint8Array>> = {
  'stay-days': ascii('],"ground":"stay-days"}'),
  'care-days': ascii('],"ground":"care-days"}'),
  'period-days': ascii('"start-unknown"],"ground":"period-days"}'),
};

/** Inputs of a line: its row, its declaration, and the surrounding tables. */
export interface WrittenLine {
  readonly lines: LineTable;
  readonly facts: FactTable;
  readonly row: number;
  readonly youth: Uint8Array;
  readonly provider: number;
  readonly payer: number;
  /** -1 for a credit. */
  readonly sign: number;
}

/** Writes parts of lines as `JSON.stringify` would write their `BilledLine`. */
export class LineWriter {
  readonly #quoted: (Uint8Array | undefined)[] = [];
  readonly #bare: (Uint8Array | undefined)[] = [];
  readonly #homes: (Uint8Array | undefined)[] = [];
  readonly #payers: (Uint8Array | undefined)[][] = [];

  constructor(
    private readonly out: ByteWriter,
    private readonly rules: RunRules,
    private readonly care: CareSlots,
    private readonly words: { text(number: number): string },
  ) {}

  /** Writes a part, numbered from 1; gives the length of its id in bytes. */
  write(line: WrittenLine, part: LinePart, number: number, ground: SplitGround): number {
    const { out } = this;
    out.raw(label.begin);
    const idFrom = out.length;
    out.raw(this.#bareWord(line.provider));
    out.raw(label.dot);
    this.#referenceText(line);
    out.raw(label.dot);
    out.whole(number);
    const idBytes = out.length - idFrom;
    out.raw(label.youth);
    out.raw(line.youth);
    this.#declared(line);
    this.#share(line, part);
    this.#ground(line, part.run);
    if (part.run?.isInstitution && ground === 'period-days') out.raw(label.comma);
    out.raw(groundLabel[ground]);
    return idBytes;
  }

  #referenceText({ lines: { text, column }, row }: WrittenLine): void {
    const from = at(text.offsets, row);
    this.#bytes(text.bytes, from, from + at(column.referenceBytes, row));
  }

  #bytes(bytes: Uint8Array, from: number, to: number): void {
    const { out } = this;
    out.reserve(to - from);
    for (let index = from; index < to; index += 1) out.bytes[out.length + index - from] = bytes[index] ?? 0;
    out.length += to - from;
  }

  #declared(line: WrittenLine): void {
    const { out } = this;
    const { column } = line.lines;
    const { row } = line;
    out.raw(label.provider);
    out.raw(this.#bareWord(line.provider));
    out.raw(label.reference);
    out.raw(label.quote);
    this.#referenceText(line);
    out.raw(label.quote);
    out.raw(label.category);
    out.raw(this.#word(at(column.category, row)));
    out.raw(label.code);
    out.raw(this.#word(at(column.code, row)));
    out.raw(label.unit);
    out.raw(this.#word(at(column.unit, row)));
    out.raw(label.periodFrom);
    out.date(at(column.from, row));
    out.raw(label.periodTo);
    out.date(at(column.to, row));
  }

  #share({ lines: { column }, row, payer, sign }: WrittenLine, part: LinePart): void {
    const { out } = this;
    const home = part.run?.home ?? NONE;
    out.raw(label.from);
    out.date(part.from);
    out.raw(label.to);
    out.date(part.to);
    out.raw(label.days);
    out.whole(sign * part.days);
    out.raw(label.volume);
    out.whole(part.volume);
    out.raw(label.tariff);
    const tariff = at(column.tariff, row);
    if (tariff === NO_NUMBER) out.raw(label.null);
    else out.whole(tariff);
    out.raw(label.cents);
    out.whole(part.cents);
    out.raw(label.municipality);
    out.raw(this.#home(home));
    out.raw(label.municipalityOfDays);
    out.raw(this.#home(home));
    out.raw(label.payer);
    out.raw(this.#payer(home, payer));
  }

  #payer(home: number, payer: number): Uint8Array {
    const ofHome = (this.#payers[home] ??= []);
    return (ofHome[payer] ??= ascii(JSON.stringify(this.rules.payer(home, payer))));
  }

  #ground({ facts }: WrittenLine, run: ResponsibleRun | undefined): void {
    const { out } = this;
    if (!run) throw new TypeError('a part has no responsible municipality');
    if (run.chainStart === NONE) out.raw(label.atHome);
    else {
      out.raw(label.chainStart);
      out.date(run.chainStart);
      out.raw(label.referenceDay);
      out.date(run.chainStart - 1);
    }
    out.raw(label.facts);
    this.#factIds(facts.text, run.addresses);
    if (run.chain !== NONE) this.#stays(run.chain);
    out.raw(label.review);
    if (run.isInstitution) out.raw(label.institution);
  }

  /** Ids of facts, each once. */
  #factIds(text: TextColumn, rows: readonly number[]): void {
    const { out } = this;
    const [only = 0] = rows;
    if (rows.length === 1 && isPlain(text.bytes, at(text.offsets, only), at(text.offsets, only + 1))) {
      out.raw(label.quote);
      this.#bytes(text.bytes, at(text.offsets, only), at(text.offsets, only + 1));
      out.raw(label.quote);
      return;
    }
    const ids = new Set(rows.map((row) => textAt(text, row)));
    out.text([...ids].map((id) => JSON.stringify(id)).join(','));
  }

  /** Ids of the stays of a chain, each once: two municipalities may give a provider the same number. */
  #stays(chain: number): void {
    const { care, out } = this;
    for (let index = 0; index < care.count; index += 1) {
      const slot = care.at(index);
      if (slot.chain !== chain || this.#isNamedBefore(index)) continue;
      out.raw(label.comma);
      out.raw(label.care);
      out.raw(this.#bareWord(slot.provider));
      out.raw(label.hash);
      out.whole(slot.assignment);
      out.raw(label.quote);
    }
  }

  #isNamedBefore(index: number): boolean {
    const slot = this.care.at(index);
    for (let before = 0; before < index; before += 1) {
      const other = this.care.at(before);
      if (other.chain === slot.chain && other.provider === slot.provider && other.assignment === slot.assignment)
        return true;
    }
    return false;
  }

  #home(home: number): Uint8Array {
    return (this.#homes[home] ??= ascii(JSON.stringify(this.rules.homes.text(home))));
  }

  #word(word: number): Uint8Array {
    return (this.#quoted[word] ??= ascii(JSON.stringify(this.words.text(word))));
  }

  #bareWord(word: number): Uint8Array {
    return (this.#bare[word] ??= ascii(JSON.stringify(this.words.text(word)).slice(1, -1)));
  }
}
