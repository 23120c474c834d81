type Shared = Uint8Array<SharedArrayBuffer>;

const ofBytes = (bytes: number): Shared => new Uint8Array(new SharedArrayBuffer(bytes));

/** Reusable memory for one kind of file: its content is valid until the next file of the kind is read. */
export class ReusedBuffer {
  #numbers = ofBytes(0);
  #text = ofBytes(0);

  get buffer(): SharedArrayBuffer {
    return this.#numbers.buffer;
  }

  /** Bytes aligned for numbers of 32 bits; `most`: the largest request to expect, so that the buffer grows once. */
  take(bytes: number, most: () => number = () => bytes): Shared {
    if (this.#numbers.length < bytes) this.#numbers = ofBytes(Math.max(bytes, most()));
    return this.#numbers.subarray(0, bytes);
  }

  /** Bytes of text, besides the numbers. */
  takeText(bytes: number): Shared {
    if (this.#text.length < bytes) this.#text = ofBytes(bytes);
    return this.#text.subarray(0, bytes);
  }
}

/** Buffers by kind of file. */
export class BufferPool {
  readonly #buffers = new Map<string, ReusedBuffer>();

  of(kind: string): ReusedBuffer {
    const buffer = this.#buffers.get(kind) ?? new ReusedBuffer();
    this.#buffers.set(kind, buffer);
    return buffer;
  }
}
