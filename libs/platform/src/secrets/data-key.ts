import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Key for the data of one youth, or of a few: seals with AES-256-GCM, bound to the place where the result is stored. */
export class DataKey {
  private kept: { readonly plain: string; readonly place: string; readonly sealed: Buffer } | undefined;
  /** Prepared at the first use, which makes each use four times as fast. */
  private prepared: KeyObject | undefined;

  private constructor(readonly bytes: Uint8Array) {}

  private get key(): KeyObject {
    return (this.prepared ??= createSecretKey(this.bytes));
  }

  static random(): DataKey {
    return new DataKey(randomBytes(KEY_BYTES));
  }

  /** Throws RangeError when it is not 32 bytes. */
  static from(bytes: Uint8Array): DataKey {
    if (bytes.length !== KEY_BYTES) throw new RangeError('a data key must be 32 bytes');
    return new DataKey(bytes);
  }

  /** Key that exists only while all of these do, in any order: what names several youths goes with the first of them. */
  static ofAll(keys: readonly DataKey[]): DataKey {
    const [only] = keys;
    if (only && keys.length === 1) return only;
    const hash = createHash('sha256').update('regieboek/data-keys');
    for (const bytes of keys.map(({ bytes }) => Buffer.from(bytes)).sort(Buffer.compare)) hash.update(bytes);
    return new DataKey(hash.digest());
  }

  /** 12 bytes nonce, 16 bytes tag, then the text. */
  seal(plain: Uint8Array | string, place: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(place));
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  /**
   * Returns the bytes of the previous call if text and place are the same: for a text that is sealed many times, such as the number
   * of a youth. Equal bytes reveal equal texts; use it only where that is known anyway.
   */
  sealOnce(plain: string, place: string): Buffer {
    if (this.kept?.plain !== plain || this.kept.place !== place)
      this.kept = { plain, place, sealed: this.seal(plain, place) };
    return this.kept.sealed;
  }

  /** Throws when the bytes were changed, moved from another place, or sealed with another key. */
  open(sealed: Uint8Array, place: string): Buffer {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const from = NONCE_BYTES + TAG_BYTES;
    // A shorter tag would be accepted without its length.
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(NONCE_BYTES, from));
    return Buffer.concat([decipher.update(sealed.subarray(from)), decipher.final()]);
  }
}
