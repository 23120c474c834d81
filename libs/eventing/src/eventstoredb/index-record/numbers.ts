const CHUNK_BITS = 14;
const CHUNK = 2 ** CHUNK_BITS;
const MASK = CHUNK - 1;

/** A list of numbers from 0 to 4,294,967,295 that takes four bytes for each, also while it grows. */
export class Numbers {
  readonly #chunks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The number at an index; 0 beyond the end. */
  at(index: number): number {
    return this.#chunks[index >>> CHUNK_BITS]?.[index & MASK] ?? 0;
  }

  push(value: number): void {
    const at = this.#length & MASK;
    if (at === 0) this.#chunks.push(new Uint32Array(CHUNK));
    this.#length += 1;
    this.set(this.#length - 1, value);
  }

  set(index: number, value: number): void {
    const chunk = this.#chunks[index >>> CHUNK_BITS];
    if (chunk) chunk[index & MASK] = value;
  }
}
