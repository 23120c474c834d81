/** Number of runs before a statement is prepared: most statements run only once. */
const ASKED_BEFORE = 2;
/** Maximum number of counted texts, and of prepared statements, on one connection. */
const COUNTED_MAX = 1_000;
const PREPARED_MAX = 200;

/** Finds the statements that a connection runs repeatedly: these are prepared, so that the server parses and plans them once. */
export class RepeatedStatements {
  readonly #asked = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #given = 0;

  /** Name for the prepared statement; undefined for one that is not run often. */
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

  /** Forgets all names and never reuses them: the statements under them are outdated. */
  forget(): void {
    this.#asked.clear();
    this.#names.clear();
  }
}
