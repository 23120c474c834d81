import type { XmlEvents, XmlTag } from './xml-events.js';

/** Place where plain reading stopped: inside text that continues in the next chunk, or at a token that is not plain. */
export interface Stretch {
  /** Offset of the first character that was not taken. */
  readonly at: number;
  readonly isPlain: boolean;
}

const plainName = /^(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)$/;
const NAMES_MAX = 1_000;

const TAB = 9;
const NEW_LINE = 10;
const RETURN = 13;
const SPACE = 32;
const AMPERSAND = 38;
const SLASH = 47;
const CLOSING_BRACKET = 93;
const FIRST_SURROGATE = 0xd800;

/**
 * Reads the part of a message that consists of `<name>`, text and `</name>` only, which is nearly all of it, several times faster
 * than a general parser. At anything else (attributes, references, comments, CDATA, an extra end tag, a character XML does not
 * allow) it stops before that token and leaves it to the parser.
 */
export class PlainXml {
  /** Current line of the file, from 1. */
  line = 1;
  /** Names of the open elements, as written. */
  readonly open: string[] = [];
  readonly #tags = new Map<string, XmlTag>();
  #hasReturn = false;
  #isBlank = true;

  constructor(
    private readonly events: XmlEvents,
    private readonly resolve: (prefix: string) => string | undefined,
    private readonly depthMax: number,
  ) {}

  /** Reads whole tokens of `text` as long as they are plain. */
  take(text: string): Stretch {
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      const end = tag < 0 ? -1 : text.indexOf('>', tag + 1);
      if (end < 0) return { at, isPlain: true };
      const lines = this.#newLines(text, at, tag);
      if (lines < 0) return { at, isPlain: false };
      const isEnd = text.charCodeAt(tag + 1) === SLASH;
      const name = isEnd ? '' : text.slice(tag + 1, end);
      const opened = isEnd ? undefined : this.#tagOf(name);
      if (!opened && !(isEnd && this.#endsOpen(text, tag + 2, end))) return { at, isPlain: false };
      this.line += lines;
      if (tag > at) this.#text(text, at, tag);
      if (opened) {
        this.open.push(name);
        this.events.open(opened);
      } else {
        this.open.pop();
        this.events.close();
      }
      at = end + 1;
    }
  }

  #text(text: string, from: number, to: number): void {
    if (this.#isBlank && !this.events.takesSpace()) return;
    const piece = text.slice(from, to);
    this.events.text(this.#hasReturn ? piece.replaceAll('\r\n', '\n') : piece, false);
  }

  #endsOpen(text: string, from: number, to: number): boolean {
    const name = this.open[this.open.length - 1];
    return name !== undefined && to - from === name.length && text.startsWith(name, from);
  }

  /** Number of line breaks in a text, or -1 when it is not plain; records which characters the text contains. */
  #newLines(text: string, from: number, to: number): number {
    let lines = 0;
    this.#hasReturn = false;
    this.#isBlank = true;
    for (let i = from; i < to; i += 1) {
      const code = text.charCodeAt(i);
      if (code > SPACE) {
        if (code === AMPERSAND || code === CLOSING_BRACKET || code >= FIRST_SURROGATE) return -1;
        this.#isBlank = false;
      } else if (code === NEW_LINE) lines += 1;
      else if (code === RETURN && text.charCodeAt(i + 1) === NEW_LINE) this.#hasReturn = true;
      else if (code !== SPACE && code !== TAB) return -1;
    }
    return lines;
  }

  #tagOf(name: string): XmlTag | undefined {
    if (this.open.length + 1 >= this.depthMax) return undefined;
    return this.#tags.get(name) ?? this.#learn(name);
  }

  /** Remembers names in a namespace declared by the root; leaves others, and names over the limit, to the parser. */
  #learn(name: string): XmlTag | undefined {
    const parts = this.#tags.size < NAMES_MAX ? plainName.exec(name) : null;
    const uri = parts ? (this.resolve(parts[1] ?? '') ?? (parts[1] ? undefined : '')) : undefined;
    if (parts?.[2] === undefined || uri === undefined || parts[1] === 'xmlns') return undefined;
    const tag = { local: parts[2], uri, attributes: {} };
    this.#tags.set(name, tag);
    return tag;
  }
}
