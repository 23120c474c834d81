import { extname } from 'node:path';
import { messageTypeOf } from '@regieboek/ijw';
import { newestRecordOf } from '@regieboek/placements';
import { receivedText } from '@regieboek/intake';
import type { Source } from './source.js';
import type { NotTaken } from './sources.js';

/** Kind of a file to import, in import order; the last two are never read. */
export const kinds = [
  'contracts',
  'residence-facts',
  'JW301',
  'care',
  'JW323',
  'other-xml',
  'unknown',
  'unreadable',
  'passed-over',
] as const;
export type Kind = (typeof kinds)[number];

/** A file to import, with its sort keys. */
export interface ImportFile extends Source {
  readonly kind: Kind;
  /** Size; 0 of a file that is not read. */
  readonly bytes: number;
  /** Day it was made (Dagtekening) or, of facts, the last recording day; empty when unknown. */
  readonly day: string;
  /** DeclaratiePeriode of a JW323, as its first day; empty otherwise. */
  readonly period: string;
  /** Identificatie of a message; empty otherwise. */
  readonly identification: string;
  readonly sender: string;
  /** Receiver of a message (Ontvanger): municipality or provider; empty when unknown. */
  readonly receiver: string;
  /** Subjects of a JW301, JW305 or JW307: messages with a common subject are imported one after the other. */
  readonly touches: readonly string[];
  /** True for XML that ends before its root element does, as in a file that is still being copied. */
  readonly isCut?: boolean;
  /** Why a file is not imported; undefined for files that are read. */
  readonly reason?: string;
}

const kindOfMessage: Readonly<Record<string, Kind>> = { JW301: 'JW301', JW305: 'care', JW307: 'care', JW323: 'JW323' };

const match = (pattern: RegExp, text: string): string => pattern.exec(text)?.[1] ?? '';

const withoutComments = (text: string): string => text.replace(/<!--[^]*?-->/g, '');

/** Header of a message as text, without comments before or in it. */
const headerOf = (text: string): string => match(/<(?:[\w.-]+:)?Header[\s>]([^]*?)<\/(?:[\w.-]+:)?Header\s*>/, text);

const ENDS_BYTES = 4_096;

/** True when XML ends before its root element is closed. */
function isCutXml(content: Buffer): boolean {
  const root = match(/^[^]*?<([\w.:-]+)[\s/>]/, content.subarray(0, ENDS_BYTES).toString('latin1'));
  const end = content.subarray(-ENDS_BYTES).toString('latin1').trimEnd();
  return root !== '' && !end.endsWith('/>') && match(/<\/([\w.:-]+)\s*>$/, end) !== root;
}

/** Assignment numbers of the whole message, so that the order of two messages in time never matters. */
function touched({ sender, receiver, identification }: Head, text: string): string[] {
  const municipality = sender.length === 4 ? sender : receiver;
  const numbers = [...text.matchAll(/ToewijzingNummer>\s*(\d+)\s*</g)].map(([, number]) => Number(number));
  return [
    `message ${sender} ${identification}`,
    `client ${match(/Bsn>\s*(\d{9})\s*</, text)}`,
    ...numbers.map((number) => `assignment ${municipality} ${number}`),
  ];
}

type Head = Pick<ImportFile, 'day' | 'period' | 'identification' | 'sender' | 'receiver'>;

const NO_HEAD: Head = { day: '', period: '', identification: '', sender: '', receiver: '' };

function headOf(text: string): Head {
  const header = headerOf(text);
  return {
    day: match(/Dagtekening>\s*(\d{4}-\d\d-\d\d)/, header),
    period: match(/DeclaratiePeriode>\s*<[^>]*Begindatum>\s*(\d{4}-\d\d-\d\d)/, text),
    identification: match(/[:<]Identificatie>\s*([^<\s]+)\s*</, header),
    sender: match(/Afzender>\s*(\d{4,8})\s*</, header),
    receiver: match(/Ontvanger>\s*(\d{4,8})\s*</, header),
  };
}

/** A file that is not imported, listed with the others. */
export const notTaken = ({ path, reason }: NotTaken, kind: 'unreadable' | 'passed-over'): ImportFile => ({
  ...NO_HEAD,
  path,
  reason,
  kind,
  bytes: 0,
  read: () => Promise.reject(new RangeError(`a file of kind ${kind} is not supported`)),
  touches: [],
});

/** Content without a byte order mark: the standard does not allow one, but the message type can be recognised. */
const withoutMark = (content: Buffer): Uint8Array | string => {
  if (content[0] === 0xff && content[1] === 0xfe) return content.toString('utf16le').slice(1);
  let at = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0;
  // Blank lines before the XML declaration are not valid XML, but the message type can be recognised.
  while ([0x09, 0x0a, 0x0d, 0x20].includes(content[at] ?? 0)) at += 1;
  return content.subarray(at);
};

function factsDay(content: Buffer): string {
  const received = receivedText(content);
  return 'text' in received ? newestRecordOf(received.text) : '';
}

/**
 * Kind of a file by its name and content, with its sort keys, never its name. Unrecognised content is left to the reader to
 * refuse with reasons.
 */
export function classify(source: Source, content: Buffer): ImportFile {
  const extension = extname(source.path).toLowerCase();
  const bytes = content.length;
  const plain = { ...NO_HEAD, path: source.path, bytes, read: () => source.read(), touches: [] };
  if (extension === '.yaml' || extension === '.yml') return { ...plain, kind: 'contracts' };
  if (extension === '.csv') return { ...plain, kind: 'residence-facts', day: factsDay(content) };
  const kind =
    kindOfMessage[messageTypeOf(withoutMark(content)) ?? ''] ?? (extension === '.xml' ? 'other-xml' : 'unknown');
  if (kind === 'other-xml' || kind === 'unknown') return { ...plain, kind, isCut: isCutXml(content) };
  const text = withoutComments(content.toString('latin1'));
  const head = headOf(text);
  const touches = kind === 'JW323' ? [] : touched(head, text);
  return { ...plain, ...head, kind, touches, isCut: isCutXml(content) };
}
