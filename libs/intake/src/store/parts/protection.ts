import { setImmediate as othersServed } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';
import { NO_REGION, type Identities, type Keepers, type YouthKeys } from '@regieboek/platform';
import { keysNeeded, packed, unpacked, type OpenedMessage } from './container.js';
import { partsOf, type DividedMessage } from './parts-of.js';

/** Finds the youths named in messages: the vault of identities, and the keys of youths in this database. */
export interface People {
  readonly identities: Pick<Identities, 'keepersOf'>;
  readonly keys: YouthKeys;
  /** Resolves once the erasures of a region have been carried out, so that no data of an erased youth is opened. */
  readonly erased: (region: string) => Promise<void>;
  /** The same for all regions. */
  readonly allErased: () => Promise<void>;
}

/** A message in parts, before the vault encrypts it, and the youths named in it. */
export interface ProtectedMessage {
  readonly plain: Buffer;
  readonly youths: readonly string[];
}

/** Youths of a region by BSN. */
type Youths = ReadonlyMap<string, string>;

/** A message as received, its region if it is known, and the youths in it as far as they are known. */
export interface ToProtect {
  readonly body: Uint8Array;
  readonly region: string | null;
  readonly youths?: Youths | undefined;
}

const NONE: Youths = new Map();

/** Maximum count of numbers in one request to the vault of another service. */
const ASKED_AT_ONCE = 20_000;

const bsnsOf = ({ parts }: DividedMessage): string[] => [...new Set(parts.flatMap(({ bsns }) => bsns))];

/**
 * Divides messages and encrypts the parts with the keys of the youths whom they name; opens the parts that are still readable.
 */
export class Protection {
  private readonly divided = new WeakMap<Uint8Array, DividedMessage>();

  constructor(private readonly people: People) {}

  /**
   * The message in parts. A youth named by a message without a single region, or by an unreadable one, counts as a stranger.
   * Throws when the vault of identities does not respond.
   */
  async protect({ body, region, youths: known = NONE }: ToProtect, place: string): Promise<ProtectedMessage> {
    const divided = this.divided.get(body) ?? partsOf(body);
    const bsns = bsnsOf(divided);
    if (bsns.length === 0) return { plain: zstdCompressSync(body), youths: [] };
    const own = divided.isCertain && region !== null ? region : NO_REGION;
    const { youths, strangers } = await this.keepersOf(own, bsns, own === NO_REGION ? NONE : known);
    const others = [...strangers.values()];
    const keys = new Map([
      ...(await this.people.keys.of(own, [...youths.values()])),
      ...(await this.people.keys.of(NO_REGION, others)),
    ]);
    const parts = divided.parts.map(({ bytes, bsns: named, isNumber }) => ({
      bytes,
      isNumber,
      youths: named.flatMap((bsn) => youths.get(bsn) ?? strangers.get(bsn) ?? []),
    }));
    return {
      plain: await packed({ region: own, strangers: others, parts }, keys, place),
      youths: [...youths.values(), ...others],
    };
  }

  /** Divides a message before it is protected, while the process has nothing else to do. */
  async divide(body: Uint8Array): Promise<void> {
    await othersServed();
    this.divided.set(body, partsOf(body));
  }

  /** Queries the vault in batches, because another service limits the size of a request. */
  private async keepersOf(region: string, bsns: readonly string[], known: Youths): Promise<Keepers> {
    const [youths, strangers] = [new Map<string, string>(), new Map<string, string>()];
    const asked: string[] = [];
    for (const bsn of bsns) {
      const youth = known.get(bsn);
      if (youth === undefined) asked.push(bsn);
      else youths.set(bsn, youth);
    }
    for (let at = 0; at < asked.length; at += ASKED_AT_ONCE) {
      const found = await this.people.identities.keepersOf(region, asked.slice(at, at + ASKED_AT_ONCE));
      for (const [bsn, youth] of found.youths) youths.set(bsn, youth);
      for (const [bsn, id] of found.strangers) strangers.set(bsn, id);
    }
    return { youths, strangers };
  }

  /** Resolves once the erasures of all regions have been carried out. */
  allErased(): Promise<void> {
    return this.people.allErased();
  }

  /** The readable parts of a message. */
  async open(plain: Buffer, place: string): Promise<OpenedMessage> {
    const needed = keysNeeded(plain);
    if (!needed) return unpacked(plain, new Map(), place);
    const { region, youths, strangers } = needed;
    if (region !== NO_REGION) await this.people.erased(region);
    const keys = new Map([
      ...(await this.people.keys.known(region, youths)),
      ...(await this.people.keys.known(NO_REGION, strangers)),
    ]);
    return unpacked(plain, keys, place);
  }
}
