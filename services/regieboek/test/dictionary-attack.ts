/**
 * The attack of who has everything that leaves the vault, a list of all citizen service numbers and a message of the same
 * software: makes every message, number and name it can think of, and looks for digests of them.
 */
import { createHash } from 'node:crypto';
import { v3, v5 } from 'uuid';
import { answerIdentification } from '@regieboek/ijw';
import { eventId } from '@regieboek/eventing';

const ALGORITHMS = ['sha256', 'sha1', 'md5', 'sha512', 'sha3-256'];
/** Digits that a digest is cut off to. */
const LENGTHS = [10, 12, 14, 15, 16, 20, 24, 32, 40, 64];
const NAMESPACES = [v5.DNS, v5.URL, '8f0c7d1e-5b5f-4d0e-9a43-1c6f2b7e9d55', '00000000-0000-0000-0000-000000000000'];
const REVISIONS = ['none', 0, 1, 2, 3];

const cut = (hex: string): string[] => LENGTHS.map((length) => hex.slice(0, length));

/** Everything in a text that can be a digest: hexadecimal rows, UUIDs, base64 and short identifications, in lower case. */
function digestsIn(text: string): Set<string> {
  const found = new Set<string>();
  const add = (token: string): void => void found.add(token.toLowerCase());
  for (const [hex] of text.matchAll(/[0-9a-f]{10,}/gi)) cut(hex).forEach(add);
  for (const [uuid] of text.matchAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)) {
    add(uuid);
    cut(uuid.replaceAll('-', '')).forEach(add);
  }
  for (const [short] of text.matchAll(/\b[0-9A-Z]{12}\b/g)) add(short);
  for (const [base64] of text.matchAll(/[A-Za-z0-9+/_-]{22,}/g)) add(base64);
  return found;
}

/** Data outside the vault. */
export interface Leaked {
  /** By the name of the place where it was found. */
  readonly texts: Readonly<Record<string, string>>;
  /** Names of streams, which ids of events may be made with. */
  readonly streams: readonly string[];
}

/** Everything that a content can be digested to. */
function* digestsOf(content: string): Generator<string> {
  for (const algorithm of ALGORITHMS) {
    const hash = createHash(algorithm).update(content);
    const bytes = hash.digest();
    const hex = bytes.toString('hex');
    yield* cut(hex);
    yield bytes.toString('base64').replaceAll('=', '');
    yield bytes.toString('base64url');
    for (const kind of ['A', 'R'] as const) yield answerIdentification(kind, hex).toLowerCase();
    yield BigInt(`0x${hex.slice(0, 15)}`)
      .toString(32)
      .padStart(12, '0');
  }
  for (const namespace of NAMESPACES) {
    yield v5(content, namespace);
    yield v3(content, namespace);
  }
}

/** Ids of events and declarations that follow from a command id as the product makes them. */
function* idsAfter(command: string, streams: readonly string[]): Generator<string> {
  const declaration = eventId(command, 0);
  for (const id of [command, declaration]) {
    for (const index of [0, 1, 2]) yield eventId(id, index);
    for (const stream of [...streams, `zhz.declaration-${declaration}`])
      for (const revision of REVISIONS) yield eventId(`${id}/${stream}@${revision}`, 0);
  }
}

/** Contents that reveal a number, with the places where their digests were found. */
export function attack({ texts, streams }: Leaked, guesses: ReadonlyMap<string, readonly string[]>): string[] {
  const places = Object.entries(texts).map(([name, text]) => [name, digestsIn(text)] as const);
  const recovered: string[] = [];
  for (const [number, contents] of guesses) {
    const seen = new Set<string>();
    for (const content of contents) {
      const sha = createHash('sha256').update(content).digest('hex');
      const ids = [...digestsOf(content), ...idsAfter(sha, streams), ...idsAfter(content, streams)];
      for (const id of ids.map((one) => one.toLowerCase()))
        for (const [name, digests] of places) if (digests.has(id)) seen.add(name);
    }
    for (const name of seen) recovered.push(`${number} from ${name}`);
  }
  return recovered;
}
