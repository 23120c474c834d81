type Shared = Uint8Array<SharedArrayBuffer>;

const ofBytes = (bytes: number): Shared => new Uint8Array(new SharedArrayBuffer(bytes));

/** Memory for one kind of file: what is read into it holds until the next file of the kind is read. */
export class Room {
  #numbers = ofBytes(0);
  #text = ofBytes(0);

  get buffer(): SharedArrayBuffer {
    return this.#numbers.buffer;
  }

  /** So many bytes, where numbers of 32 bits may begin; `most`: what will be asked for at most, so that it grows once. */
  take(bytes: number, most: () => number = () => bytes): Shared {
    if (this.#numbers.length < bytes) this.#numbers = ofBytes(Math.max(bytes, most()));
    return this.#numbers.subarray(0, bytes);
  }

  /** So many bytes beside them. */
  takeText(bytes: number): Shared {
    if (this.#text.length < bytes) this.#text = ofBytes(bytes);
    return this.#text.subarray(0, bytes);
  }
}

/** Rooms by kind of file. */
export class Rooms {
  readonly #rooms = new Map<string, Room>();

  of(kind: string): Room {
    const room = this.#rooms.get(kind) ?? new Room();
    this.#rooms.set(kind, room);
    return room;
  }
}
