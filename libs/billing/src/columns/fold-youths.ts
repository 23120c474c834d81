import type { Month } from '@regieboek/kernel';
import type { ApprovedDeclaredLine } from '../objects/approved-lines.js';
import { billYouth } from '../objects/bill-youth.js';
import { CareSlots } from './youth/care-slots.js';
import {
  type Rows,
  type MonthDeclarations,
  type RowNames,
  mayBeCredit,
  startsOf,
  type BilledYouthRows,
  type ByYouth,
  lineAt,
  youthHistory,
  type AssignmentTable,
  type LineTable,
  isPlain,
  at,
  NONE,
} from '@regieboek/journal';
import { HomeAddresses } from './youth/home-addresses.js';
import { LineSplit } from './youth/line-split.js';
import type { SplitLine } from './youth/split-line.js';
import { LineWriter } from './lines/line-writer.js';
import { PartsWriter, type BilledParts, type LineOrder } from './lines/billed-parts.js';
import type { BillingRules } from './column-rules.js';
import type { RunDecider } from './youth/run-decider.js';
import type { RunRules } from './run-rules.js';

/** Inputs of a fold: the lines of a month, the data of their youths, and the names and tables to read both. */
export interface FoldInput {
  /** Numbers of the youths of the lines, in order, each once. */
  readonly youths: Int32Array;
  readonly lines: LineTable;
  readonly known: BilledYouthRows;
  /** Youths whose lines of all months are in `all`, and not only those in the index. */
  readonly whole: ReadonlySet<number>;
  readonly all: LineTable;
  readonly declarations: MonthDeclarations;
  readonly month: Month;
  readonly rules: RunRules;
  /** Rules to bill by. */
  readonly by: BillingRules;
  readonly names: RowNames;
}

/** A line that was read, with its youth and the first line of that youth. */
interface ReadLine {
  readonly lines: LineTable;
  readonly row: number;
  readonly youth: Uint8Array;
  readonly first: LineOrder;
}

/** One event contains fewer lines than this. */
const LINES_PER_EVENT = 2 ** 21;

const rowsOf = <Of>({ table, starts }: ByYouth<Of>, index: number): Rows<Of> => ({
  table,
  from: at(starts, index),
  to: at(starts, index + 1),
});

/** Bills the lines of a month, youth by youth. Pure: the same rows give the same bytes. */
class Fold {
  readonly #parts: PartsWriter;
  readonly #care: CareSlots;
  readonly #homes: HomeAddresses;
  /** Null when the rules state no column strategies. */
  readonly #runs: RunDecider | null;
  readonly #split: LineSplit | null;
  readonly #writer: LineWriter;
  readonly #stayUnit: number | undefined;
  readonly #line: SplitLine = {
    provider: 0,
    assignment: 0,
    payer: 0,
    from: 0,
    to: 0,
    volume: 0,
    cents: 0,
    isByDay: false,
    rules: null,
  };
  /** Sign of the line that was read. */
  #sign = 1;
  readonly #all: ByYouth<LineTable>;

  constructor(private readonly input: FoldInput) {
    const { rules, names, lines, by } = input;
    this.#parts = new PartsWriter(lines.rows);
    this.#care = new CareSlots(rules);
    this.#homes = new HomeAddresses(rules);
    this.#runs = by.columns?.residence(rules, this.#care, this.#homes) ?? null;
    const { splitting, columns } = by;
    this.#split =
      this.#runs && columns
        ? new LineSplit(this.#care, this.#runs, rules, { splitting, counting: columns.counting })
        : null;
    this.#all = { table: input.all, starts: startsOf(input.all.column.youth, input.youths) };
    this.#writer = new LineWriter(this.#parts.out, rules, this.#care, names.words);
    this.#stayUnit = names.words.find('14');
  }

  run(): BilledParts {
    const { youths, lines } = this.input;
    const starts = startsOf(lines.column.youth, youths);
    for (let index = 0; index < youths.length; index += 1)
      this.#youth(index, { table: lines, from: at(starts, index), to: at(starts, index + 1) });
    return this.#parts.done();
  }

  #youth(index: number, lines: Rows<LineTable>): void {
    const { sums } = this.#parts;
    const mark = this.#parts.mark();
    this.#parts.begin(at(this.input.youths, index));
    if (this.#byColumns(index, lines)) {
      sums.youths.columns += 1;
      return;
    }
    this.#parts.rewind(mark);
    this.#byObjects(index, lines);
  }

  /** True when the column rules could bill all lines of a youth. */
  #byColumns(index: number, lines: Rows<LineTable>): boolean {
    const { known } = this.input;
    const [runs, split] = [this.#runs, this.#split];
    if (!runs || !split) return false;
    const other = rowsOf(known.other, index);
    const assignments = rowsOf(known.assignments, index);
    const isUsual =
      other.from === other.to &&
      !this.input.whole.has(at(this.input.youths, index)) &&
      this.#homes.read(rowsOf(known.facts, index)) &&
      this.#care.read(rowsOf(known.care, index), assignments) &&
      this.#assume(rowsOf(known.evidence, index), assignments) &&
      runs.decide();
    if (!isUsual) return false;
    const youth = this.input.names.youthBytes(at(this.input.youths, index));
    const first = this.#firstOf(lines);
    for (let row = lines.from; row < lines.to; row += 1) {
      if (!this.#readLine(lines.table, row) || !split.split(this.#line)) return false;
      this.#writeLine({ lines: lines.table, row, youth, first }, split);
    }
    return true;
  }

  /** Adds the care implied by lines without a start; returns false when one is rare. */
  #assume({ table, from, to }: Rows<LineTable>, assignments: Rows<AssignmentTable>): boolean {
    const line = this.#line;
    for (let row = from; row < to; row += 1) {
      if (mayBeCredit(table, row) || !this.#readLine(table, row) || !line.rules) return false;
      if (!this.#care.assume({ ...line, rules: line.rules }, assignments)) return false;
    }
    return this.#care.isAssumedInOrder;
  }

  /** Reads a line into `#line`; false when it did not fit into its columns, or contains text that JSON escapes. */
  #readLine(lines: LineTable, row: number): boolean {
    const { column, text } = lines;
    const line = this.#line;
    const { declarations } = this.input;
    const declaration = at(column.declaration, row);
    const referenceBytes = at(column.referenceBytes, row);
    const from = at(text.offsets, row);
    if (referenceBytes === NONE || !isPlain(text.bytes, from, from + referenceBytes)) return false;
    line.provider = at(declarations.provider, declaration);
    line.payer = at(declarations.payer, declaration);
    line.assignment = at(column.assignment, row);
    line.from = at(column.from, row);
    line.to = at(column.to, row);
    line.cents = at(column.cents, row);
    this.#sign = line.cents < 0 || (line.cents === 0 && mayBeCredit(lines, row)) ? -1 : 1;
    line.volume = this.#sign * at(column.volume, row);
    line.isByDay = at(column.unit, row) === this.#stayUnit;
    line.rules = this.input.rules.care(line.provider, at(column.category, row), at(column.code, row));
    return true;
  }

  #writeLine({ lines, row, youth, first }: ReadLine, split: LineSplit): void {
    const { provider, payer, cents } = this.#line;
    const facts = this.input.known.facts.table;
    const written = { lines, facts, row, youth, provider, payer, sign: this.#sign };
    this.#parts.sums.approvedCents += cents;
    for (let index = 0; index < split.count; index += 1) {
      const part = split.at(index);
      if (!part) return;
      const idBytes = this.#writer.write(written, part, index + 1, split.ground);
      this.#parts.end({ idBytes, order: this.#orderOf(lines, row, first), cents: part.cents, isResolved: true });
    }
  }

  /** The same lines by the rules over facts. */
  #byObjects(index: number, { table, from, to }: Rows<LineTable>): void {
    const { known, names, declarations, rules } = this.input;
    const { sums } = this.#parts;
    const rows = declaredOrder(table, from, to);
    const approvedAt = (lines: LineTable, row: number): ApprovedDeclaredLine => {
      const declaration = at(lines.column.declaration, row);
      return {
        line: lineAt(lines, row, names),
        provider: names.words.text(at(declarations.provider, declaration)),
        payer: names.words.text(at(declarations.payer, declaration)),
      };
    };
    const approved = rows.map((row) => approvedAt(table, row));
    for (const { line } of approved) sums.approvedCents += line.cents;
    const youth = youthHistory(known, index, names);
    if (!youth) {
      sums.unknownLines += approved.length;
      return;
    }
    sums.youths.objects += 1;
    const first = this.#firstOf({ table, from, to });
    let line = -1;
    const others = this.#knownLines(index).map(([lines, row]) => approvedAt(lines, row));
    const billedMonth = {
      history: rules.region,
      parameters: rules.parameters,
      month: this.input.month,
      rules: this.input.by,
    };
    for (const billed of billYouth({ lines: approved, known: others }, youth, billedMonth)) {
      if (billed.id.endsWith('.1')) line += 1;
      this.#parts.add(billed, this.#orderOf(table, rows[line] ?? from, first));
    }
  }

  /** Lines of a youth that may be evidence of care or be credited. */
  #knownLines(index: number): [LineTable, number][] {
    const isWhole = this.input.whole.has(at(this.input.youths, index));
    const { table, from, to } = rowsOf(isWhole ? this.#all : this.input.known.evidence, index);
    return Array.from({ length: to - from }, (_, place) => [table, from + place]);
  }

  #orderOf(lines: LineTable, row: number, first: LineOrder): LineOrder {
    const { declaration, place } = placeOf(lines, row);
    return { ...first, declaration, place };
  }

  /** First line of a youth, by declaration and then by place in the log. */
  #firstOf({ table, from, to }: Rows<LineTable>): LineOrder {
    let [firstDeclaration, firstPlace] = [Infinity, Infinity];
    for (let row = from; row < to; row += 1) {
      const { declaration, place } = placeOf(table, row);
      if (declaration > firstDeclaration || (declaration === firstDeclaration && place > firstPlace)) continue;
      [firstDeclaration, firstPlace] = [declaration, place];
    }
    return { firstDeclaration, firstPlace, declaration: 0, place: 0 };
  }
}

const placeOf = ({ column }: LineTable, row: number): { declaration: number; place: number } => ({
  declaration: at(column.declaration, row),
  place: at(column.position, row) * LINES_PER_EVENT + at(column.index, row),
});

/** Rows of lines in the order of a history: by declaration, then by position in the log. */
function declaredOrder(table: LineTable, from: number, to: number): number[] {
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  return rows.sort((a, b) => {
    const [one, other] = [placeOf(table, a), placeOf(table, b)];
    return one.declaration - other.declaration || one.place - other.place;
  });
}

/** Bills the lines of a month, youth by youth. */
export const foldYouths = (input: FoldInput): BilledParts => new Fold(input).run();
