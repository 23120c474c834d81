import { billYouth } from '../bill-youth.js';
import { CareSlots, type Rows } from './care-slots.js';
import type { MonthDeclarations } from './declarations.js';
import type { RowNames } from './decode-rows.js';
import { startsOf, type ByYouth, type YouthRows } from './gathered.js';
import { HomeAddresses } from './home-addresses.js';
import { LineSplit, type SplitLine } from './line-split.js';
import { LineWriter } from './line-writer.js';
import { lineAt, youthHistory } from './one-youth.js';
import { PartsWriter, type BilledParts, type LineOrder } from './parts.js';
import { ResponsibleRuns } from './responsible-runs.js';
import type { RunRules } from './run-rules.js';
import type { AssignmentTable, LineTable } from './segment.js';
import { isPlain } from './byte-writer.js';
import { at, NONE } from './table.js';

/** What a fold works on: the lines of a month, what is known of their youths, and what both are read with. */
export interface FoldInput {
  /** Numbers of the youths of the lines, in order, each once. */
  readonly youths: Int32Array;
  readonly lines: LineTable;
  readonly known: YouthRows;
  readonly declarations: MonthDeclarations;
  readonly rules: RunRules;
  readonly names: RowNames;
}

/** Events of a log hold fewer lines than this. */
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
  readonly #runs: ResponsibleRuns;
  readonly #split: LineSplit;
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
  };

  constructor(private readonly input: FoldInput) {
    const { rules, names, lines } = input;
    this.#parts = new PartsWriter(lines.rows);
    this.#care = new CareSlots(rules);
    this.#homes = new HomeAddresses(rules);
    this.#runs = new ResponsibleRuns(rules, this.#care, this.#homes);
    this.#split = new LineSplit(this.#care, this.#runs);
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

  /** Whether the column rules could bill all lines of a youth. */
  #byColumns(index: number, lines: Rows<LineTable>): boolean {
    const { known } = this.input;
    const other = rowsOf(known.other, index);
    const assignments = rowsOf(known.assignments, index);
    const isUsual =
      other.from === other.to &&
      this.#homes.read(rowsOf(known.facts, index)) &&
      this.#care.read(rowsOf(known.care, index), assignments) &&
      this.#assume(lines, assignments) &&
      this.#runs.decide();
    if (!isUsual) return false;
    const youth = this.input.names.youthBytes(at(this.input.youths, index));
    const first = this.#firstOf(lines);
    for (let row = lines.from; row < lines.to; row += 1) {
      if (!this.#readLine(lines.table, row) || !this.#split.split(this.#line)) return false;
      this.#writeLine(lines.table, row, youth, first);
    }
    return true;
  }

  /** Adds the care that lines without it stand for; false when a line is rare. */
  #assume(lines: Rows<LineTable>, assignments: Rows<AssignmentTable>): boolean {
    const { column } = lines.table;
    const line = this.#line;
    for (let row = lines.from; row < lines.to; row += 1) {
      if (!this.#readLine(lines.table, row) || !this.#split.countDays(line)) return false;
      const product = { category: at(column.category, row), code: at(column.code, row) };
      if (this.#split.ground === 'period-days' && !this.#care.assume({ ...line, ...product }, assignments))
        return false;
    }
    return true;
  }

  /** Reads a line into `#line`; false when it did not fit into its columns, or holds text that JSON escapes. */
  #readLine({ column, text }: LineTable, row: number): boolean {
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
    line.volume = at(column.volume, row);
    line.cents = at(column.cents, row);
    line.isByDay = at(column.unit, row) === this.#stayUnit;
    return true;
  }

  #writeLine(lines: LineTable, row: number, youth: Uint8Array, first: LineOrder): void {
    const { provider, payer, cents } = this.#line;
    const split = this.#split;
    const facts = this.input.known.facts.table;
    const written = { lines, facts, row, youth, provider, payer };
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
    const approved = rows.map((row) => {
      const declaration = at(table.column.declaration, row);
      return {
        line: lineAt(table, row, names),
        provider: names.words.text(at(declarations.provider, declaration)),
        payer: names.words.text(at(declarations.payer, declaration)),
      };
    });
    for (const { line } of approved) sums.approvedCents += line.cents;
    const youth = youthHistory(known, index, names);
    if (!youth) {
      sums.unknownLines += approved.length;
      return;
    }
    sums.youths.objects += 1;
    const first = this.#firstOf({ table, from, to });
    let line = -1;
    for (const billed of billYouth(approved, youth, rules.region, rules.parameters)) {
      if (billed.id.endsWith('.1')) line += 1;
      this.#parts.add(billed, this.#orderOf(table, rows[line] ?? from, first));
    }
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

/** Rows of lines in the order in which a history has them: by declaration, then by place in the log. */
function declaredOrder(table: LineTable, from: number, to: number): number[] {
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  return rows.sort((a, b) => {
    const [one, other] = [placeOf(table, a), placeOf(table, b)];
    return one.declaration - other.declaration || one.place - other.place;
  });
}

/** Bills the lines of a month, youth by youth. */
export const foldYouths = (input: FoldInput): BilledParts => new Fold(input).run();
