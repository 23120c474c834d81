/** Texts by number, in order of first appearance: the dictionary of a column. Numbers never change. */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  constructor(texts: Iterable<string> = []) {
    for (const text of texts) this.numberOf(text);
  }

  /** Number of texts. */
  get size(): number {
    return this.#texts.length;
  }

  /** Number of a text; a new text gets the next number. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  /** Number of a text; undefined when it never appeared. */
  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** Text of a number. Throws RangeError on an unknown number. */
  text(number: number): string {
    const text = this.#texts[number];
    if (text === undefined) throw new RangeError(`the dictionary has no number ${number}: rebuild the segments`);
    return text;
  }

  /** Texts from a number on. */
  since(number: number): string[] {
    return this.#texts.slice(number);
  }
}
