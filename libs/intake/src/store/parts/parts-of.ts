/**
 * Divides received content into parts by the youths they name. It reads the text only, so it also divides content that is
 * not a valid message; the parts joined are the received bytes.
 */
import { passesElevenTest } from '@regieboek/kernel';

/** A part of a message: its bytes, and the BSNs in it. */
export interface MessagePart {
  readonly bytes: Buffer;
  /** Empty when the part names nobody. */
  readonly bsns: readonly string[];
  /** True when the part is only a number, which another number can replace. */
  readonly isNumber: boolean;
}

/** A message in parts. `isCertain`: the numbers are in elements for a BSN; otherwise every number that could be a BSN counts. */
export interface DividedMessage {
  readonly parts: readonly MessagePart[];
  readonly isCertain: boolean;
}

const BOM = /^(?:\xff\xfe|\xfe\xff)/;
// No tag continues past the next `<`, so a text with many unfinished tags is searched only once.
// The pattern matches the name first and looks behind it afterwards: searching for a name is many times faster than for any tag.
const CLIENT = /Client(?<=(<\/?)(?:[\w.-]+:)?Client)(?=[\s/>])[^<>]*>/g;
const BSN_ELEMENT = /Bsn(?<=<(?:[\w.-]+:)?Bsn)(?:\s[^<>]*)?>\s*([0-9]{9})\s*</g;
/** A client of a declaration: its number, and lines without comments. Nothing else in it names a youth. */
const DECLARED_HEAD = /^(<[^<>]*>\s*<(?:[\w.-]+:)?Bsn>\s*)([0-9]{9})\s*<\/[^<>]*>\s*<(?:[\w.-]+:)?Prestaties[\s>]/;
const DECLARED_END = /<\/(?:[\w.-]+:)?Prestaties\s*>\s*<\/[^<>]*>$/;
/** Eight digits: a spreadsheet removed the leading zero. */
const NUMBER = /(?<![0-9])[0-9]{8,9}(?![0-9])/g;

/** Replaces numeric references such as `&#57;` by their digits. */
const withoutReferences = (text: string): string =>
  text.includes('&#')
    ? text.replaceAll(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi, (_, hex?: string, decimal?: string) => {
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code >= 48 && code <= 57 ? String.fromCharCode(code) : ' ';
      })
    : text;

const isBsn = (number: string): boolean => passesElevenTest(number) && !/^0+$/.test(number);

const unique = (numbers: Iterable<string>): string[] => [...new Set(numbers)].filter(isBsn);

const bsnsIn = (text: string): string[] =>
  !text.includes('Bsn') ? [] : unique([...withoutReferences(text).matchAll(BSN_ELEMENT)].map(([, bsn = '']) => bsn));

const numbersIn = (text: string): string[] =>
  unique([...withoutReferences(text).matchAll(NUMBER)].map(([number]) => number.padStart(9, '0')));

/** Text in UTF-16, recognised by a byte order mark or by a zero byte among the first bytes. */
function wideText(body: Buffer): string | undefined {
  const isBig = body.subarray(0, 2).equals(Buffer.from([0xfe, 0xff])) || (body[0] === 0 && body[1] !== 0);
  if (!isBig && !BOM.test(body.toString('latin1', 0, 2)) && body[1] !== 0) return undefined;
  const even = body.subarray(0, body.length - (body.length % 2));
  return isBig ? Buffer.from(even).swap16().toString('utf16le') : even.toString('utf16le');
}

/** Start and end of each client in a text; an unclosed one extends to the end. */
function clientsIn(text: string): [from: number, to: number][] {
  const spans: [number, number][] = [];
  let from: number | undefined;
  for (const { 0: tag, 1: begin, index } of text.matchAll(CLIENT)) {
    const isEnd = begin === '</' || tag.endsWith('/>');
    if (begin === '<') from ??= text.lastIndexOf('<', index);
    if (from === undefined || !isEnd) continue;
    spans.push([from, index + tag.length]);
    from = undefined;
  }
  if (from !== undefined) spans.push([from, text.length]);
  return spans;
}

/** Start and end of the number in the text of a declared client; undefined for a client of another message. */
function numberIn(client: string): readonly [from: number, to: number] | undefined {
  const [, before, number] = DECLARED_HEAD.exec(client) ?? [];
  if (before === undefined || number === undefined) return undefined;
  if (client.includes('<!') || !DECLARED_END.test(client.slice(-200))) return undefined;
  return [before.length, before.length + number.length];
}

/**
 * Divides XML, with one byte per character, into clients, or only their numbers where nothing else names them, and the text in
 * between.
 */
function dividedXml(bytes: Buffer, text: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let begun = 0;
  const add = (from: number, to: number, isNumber = false): void => {
    const own = text.slice(from, to);
    const bsns = isNumber ? unique([own]) : bsnsIn(own);
    if (from < to) parts.push({ bytes: bytes.subarray(from, to), bsns, isNumber });
  };
  for (const [from, to] of clientsIn(text)) {
    const client = text.slice(from, to);
    if (!client.includes('Bsn')) continue;
    const number = numberIn(client);
    const [start, end] = number ? [from + number[0], from + number[1]] : [from, to];
    add(begun, start);
    add(start, end, number !== undefined);
    begun = end;
  }
  add(begun, text.length);
  return parts;
}

/** Lines with numbers in a text, in order; one span per line. */
function linesWithNumbers(text: string): { from: number; to: number; bsns: string[] }[] {
  const spans: { from: number; to: number; bsns: string[] }[] = [];
  let end = 0;
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    const bsn = number.padStart(9, '0');
    if (!isBsn(bsn)) continue;
    if (index >= end) {
      const from = Math.max(end, text.lastIndexOf('\n', index) + 1);
      end = text.indexOf('\n', index) + 1 || text.length;
      spans.push({ from, to: end, bsns: [] });
    }
    spans.at(-1)?.bsns.push(bsn);
  }
  return spans;
}

/** Divides any other text into lines with numbers and the rest; consecutive lines with the same numbers form one part. */
function dividedLines(bytes: Buffer, text: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let begun = 0;
  const add = (to: number, bsns: readonly string[]): void => {
    if (begun < to) parts.push({ bytes: bytes.subarray(begun, to), bsns, isNumber: false });
    begun = to;
  };
  let last: { to: number; bsns: string[] } | undefined;
  for (const { from, to, bsns } of linesWithNumbers(text)) {
    const own = [...new Set(bsns)];
    if (last?.to === from && last.bsns.join() === own.join()) last.to = to;
    else {
      if (last) add(last.to, last.bsns);
      add(from, []);
      last = { to, bsns: own };
    }
  }
  if (last) add(last.to, last.bsns);
  add(text.length, []);
  return parts;
}

/** Maximum count of numbers in a divided file: a file with more is kept whole, and counts as naming nobody. */
const NUMBERS_MAX = 50_000;
/** Maximum number of parts of a file: a file with more is kept whole, under the keys of all its youths. */
const PARTS_MAX = 100_000;

/** The parts of a file, or the whole file when there are too many. */
function bounded(parts: readonly MessagePart[], bytes: Buffer): readonly MessagePart[] {
  const bsns = new Set<string>();
  for (const part of parts) for (const bsn of part.bsns) bsns.add(bsn);
  if (bsns.size > NUMBERS_MAX) return [{ bytes, bsns: [], isNumber: false }];
  return parts.length > PARTS_MAX ? [{ bytes, bsns: [...bsns], isNumber: false }] : parts;
}

/**
 * Divides a message by the clients in it, a declaration by their numbers and a file by its lines. UTF-16 text and a file
 * with character references are one part.
 */
export function partsOf(body: Uint8Array): DividedMessage {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const wide = wideText(bytes);
  if (wide !== undefined) {
    const certain = bsnsIn(wide);
    const bsns = certain.length > 0 ? certain : numbersIn(wide);
    return { parts: [{ bytes, bsns, isNumber: false }], isCertain: certain.length > 0 };
  }
  const text = bytes.toString('latin1');
  const parts = dividedXml(bytes, text);
  if (parts.some(({ bsns }) => bsns.length > 0)) return { parts, isCertain: true };
  // A character reference can be a digit of a number, so the file is not divided into lines.
  const lines = text.includes('&#') ? [{ bytes, bsns: numbersIn(text), isNumber: false }] : dividedLines(bytes, text);
  return { parts: bounded(lines, bytes), isCertain: false };
}
