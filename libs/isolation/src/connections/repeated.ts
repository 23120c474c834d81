/** Times that a statement is asked before it is prepared: most that are asked once are never asked again. */
const ASKED_BEFORE = 2;
/** Texts that are counted, and statements that are prepared, on one connection. */
const COUNTED_MAX = 1_000;
const PREPARED_MAX = 200;

/** Which statements a connection asks over and over: these are prepared, so that the server parses and plans them once. */
export class RepeatedStatements {
  readonly #asked = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #given = 0;

  /** Name to prepare a statement under; undefined for one that is not asked often. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const asked = (this.#asked.get(text) ?? 0) + 1;
    if (this.#asked.size >= COUNTED_MAX) this.#asked.clear();
    this.#asked.set(text, asked);
    if (asked <= ASKED_BEFORE || this.#names.size >= PREPARED_MAX) return undefined;
    this.#asked.delete(text);
    this.#given += 1;
    const name = `regieboek_${this.#given}`;
    this.#names.set(text, name);
    return name;
  }

  /** Gives no name again that it gave: what stands under them is of before. */
  forget(): void {
    this.#asked.clear();
    this.#names.clear();
  }
}
