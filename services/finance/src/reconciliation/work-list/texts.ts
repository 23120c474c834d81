import { at, NONE, referenceAt, type MonthLines } from '@regieboek/journal';
import { fromDay, monthOf, type Day, type Month } from '@regieboek/kernel';
import { codesIn, type CodeIn } from '../../domain/reconciliation/codes.js';

/** Texts in lines of a work list, each created once: days, codes and municipalities. */
export class WorkTexts {
  readonly #days = new Map<Day, string>();
  readonly #codes: (string | undefined)[] = [];
  readonly #municipalities: (string | undefined)[][] = [];
  readonly #codeIn: CodeIn;
  #youth = NONE;
  #pseudonym: string | null = null;

  constructor(private readonly lines: MonthLines) {
    this.#codeIn = codesIn(lines.region);
  }

  day(day: Day): string {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const text = fromDay(day);
    this.#days.set(day, text);
    return text;
  }

  word(word: number): string {
    return this.lines.names.words.text(word);
  }

  /** Pseudonym of a youth; null for none. Lines of one youth are adjacent. */
  youth(youth: number): string | null {
    if (youth !== this.#youth) {
      this.#youth = youth;
      this.#pseudonym = youth === NONE ? null : this.lines.names.youth(youth);
    }
    return this.#pseudonym;
  }

  /** Retour codes (WJ001) with blanks between them, by the word that lists them. */
  codes(word: number): string {
    if (word === NONE) return '';
    return (this.#codes[word] ??= textsIn(this.word(word)).join(' '));
  }

  /** Reference (ReferentieNummer) of a line that fits into its columns. */
  reference(row: number): string {
    return referenceAt(this.lines.lines, row);
  }

  /** Municipality that the declaration of a line was sent to, under its code of the month of the line (WPB-M1). */
  municipality(row: number): string {
    const { lines, months, payer } = this.lines;
    const { from, to, declaration } = lines.column;
    const word = at(payer, at(declaration, row));
    const month = months.of(at(from, row), at(to, row));
    const known = this.#municipalities[word]?.[month];
    if (known !== undefined) return known;
    const own = this.#codeIn(this.word(word), this.#monthOf(row));
    // A line outside the months keeps its own month.
    if (month !== NONE) (this.#municipalities[word] ??= [])[month] = own;
    return own;
  }

  /** Month that contains all days of a line, otherwise the month of its declaration. */
  #monthOf(row: number): Month {
    const { from, to, declaration } = this.lines.lines.column;
    const [first, last] = [at(from, row), at(to, row)];
    const isWithin = first <= last && monthOf(first) === monthOf(last);
    return isWithin ? monthOf(first) : this.lines.monthOf(at(declaration, row));
  }
}

/** Texts in a JSON list. Throws TypeError for any other value. */
function textsIn(json: string): readonly string[] {
  const texts: unknown = JSON.parse(json);
  if (Array.isArray(texts) && texts.every((one) => typeof one === 'string')) return texts;
  throw new TypeError('retour codes must be a list of texts');
}
