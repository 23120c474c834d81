/** A seeded source of chance (sfc32): the same seed and label give the same draws on every machine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(
    private readonly seed: number,
    label = '',
  ) {
    const mixed = hashOf(`${seed}/${label}`);
    this.#a = mixed;
    this.#b = Math.imul(mixed ^ 0x9e3779b9, 0x85ebca6b) | 0;
    this.#c = seed | 0;
    for (let i = 0; i < 12; i += 1) this.#next();
  }

  /** A source of its own for a part of the work, so that more draws here change nothing there. */
  fork(label: string): Random {
    return new Random(this.seed, label);
  }

  /** A whole number from `least` up to and including `most`. */
  int(least: number, most: number): number {
    return least + Math.floor((this.#next() * (most - least + 1)) / 0x100000000);
  }

  /** Whether something with this many chances in a thousand happens. */
  perMille(chances: number): boolean {
    return this.int(0, 999) < chances;
  }

  /** One of the items. Throws RangeError when there are none. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.int(0, items.length - 1)];
    if (item === undefined) throw new RangeError('there is nothing to pick from');
    return item;
  }

  /** One of the items, with a probability proportional to its weight. Throws RangeError when no weight is positive. */
  weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item {
    let left = this.int(
      1,
      Math.max(
        1,
        items.reduce((sum, item) => sum + weightOf(item), 0),
      ),
    );
    for (const item of items) {
      left -= weightOf(item);
      if (left <= 0) return item;
    }
    throw new RangeError('there is nothing to weigh');
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}

/** FNV-1a over the code units of a text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
