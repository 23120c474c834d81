import { SaxesParser } from 'saxes';
import { refuseByteOrderMark, refuseNul, tooLarge, Utf8Decoder } from './decode.js';
import type { ReadLimits } from '../limits.js';
import { PlainXml } from './plain-xml.js';
import { Stop } from '../stop.js';
import type { XmlEvents } from './xml-events.js';

const malformed = 'is geen welgevormde XML; maak het opnieuw aan en wijzig het niet met de hand';

/** Dutch: meaning of a parser message. The parser's own text may quote the file, so it is never shown. */
function inWords(problem: string): string {
  if (/undefined entity/.test(problem))
    return 'gebruikt een andere entiteit dan &amp; &lt; &gt; &quot; &apos;; schrijf het teken zelf';
  if (/unclosed|unexpected end|must contain a root/.test(problem))
    return 'is afgebroken: het slot ontbreekt; verzend het volledige bestand';
  return malformed;
}

/**
 * The parser, which stops at its first error. It has at most six handlers: a seventh turns its object into a
 * dictionary and makes it four times slower (V8 keeps objects fast up to twelve properties added by computed name).
 */
class StrictParser extends SaxesParser<{ xmlns: true; position: false }> {
  constructor() {
    super({ xmlns: true, position: false });
  }

  override fail(problem: string): this {
    throw new Stop('XSD', '/', this.line, `Het bestand ${inWords(problem)}.`);
  }
}

/** Characters of a large file per chunk; also the longest token to wait for before the parser takes over. */
const PIECE = 65_536;

/** Maximum number of references (such as &amp;) in a file: the parser keeps a node for each until the text around them ends. */
const REFERENCES_MAX = 500_000;

/** Maximum number of attributes in a file: only the root and hints to validators have any. */
const ATTRIBUTES_MAX = 1_000;

/**
 * Namespace-aware XML in chunks of text or bytes. Throws Stop for document types, entities beyond the five of XML, other
 * encodings, and nesting or size over the limits. Skips comments and processing instructions (such as a style sheet), like an XSD
 * validator. Never fetches anything.
 *
 * The parser reads up to the root. The rest is read as plain XML as far as possible; from the first token that is not plain, the
 * parser reads to the end, so every verdict on unusual XML is the parser's.
 */
export class XmlSource {
  readonly #parser = new StrictParser();
  readonly #decoder = new Utf8Decoder();
  readonly #plain: PlainXml;
  #reader: 'prolog' | 'plain' | 'parser' = 'prolog';
  /** Start of a token that continues in the next part. */
  #pending = '';
  /** Offset of the parser's line number. */
  #linesTakenPlain = 0;
  #isCatchingUp = false;
  #size = 0;
  #depth = 0;
  #started = false;
  #prologLength = 0;
  #attributes = 0;
  #references = 0;

  constructor(
    events: XmlEvents,
    private readonly limits: ReadLimits,
  ) {
    const parser = this.#parser;
    this.#plain = new PlainXml(events, (prefix) => parser.resolve(prefix), limits.depthMax);
    parser.on('opentag', (tag) => {
      if (this.#depth === 0) this.#begin();
      this.#deeper();
      if (!this.#isCatchingUp) events.open(tag);
    });
    parser.on('attribute', () => this.#oneAttributeMore());
    parser.on('closetag', () => {
      this.#depth -= 1;
      if (this.#depth === 0) this.#reader = 'parser';
      events.close();
    });
    parser.on('text', (text) => events.text(text, false));
    parser.on('cdata', (text) => events.text(text, true));
    parser.on('doctype', () => {
      throw this.#stop('XSD', 'bevat een DOCTYPE; die is niet toegestaan, verwijder hem');
    });
  }

  /** Current line of the file, from 1. */
  get line(): number {
    return this.#reader === 'plain' ? this.#plain.line : this.#parser.line + this.#linesTakenPlain;
  }

  /** URI of a prefix in scope at the element being opened. */
  resolve(prefix: string): string | undefined {
    return this.#parser.resolve(prefix);
  }

  write(chunk: string | Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size > this.limits.bytesMax) throw tooLarge(this.limits.bytesMax);
    for (let at = 0; at < chunk.length; at += PIECE) {
      const end = at + PIECE;
      this.#parse(typeof chunk === 'string' ? chunk.slice(at, end) : this.#decoder.write(chunk.subarray(at, end)));
    }
  }

  end(): void {
    this.#parse(this.#decoder.end());
    if (!this.#started) throw this.#stop('XSD', 'is leeg; lever een bericht aan');
    if (this.#reader === 'plain') this.#handOver(this.#pending);
    this.#parser.close();
  }

  #parse(text: string): void {
    if (text.length === 0) return;
    if (!this.#started) refuseByteOrderMark(text);
    this.#started = true;
    refuseNul(text);
    const rest = this.#reader === 'prolog' ? this.#parseProlog(text) : text;
    if (this.#reader === 'plain') this.#takePlain(this.#pending + rest);
    else this.#parsePiece(rest);
  }

  /** Parses tag by tag up to and including the root; returns the rest. */
  #parseProlog(text: string): string {
    this.#prologLength += text.length;
    if (this.#prologLength > 2 * PIECE)
      throw this.#stop('XSD', 'begint niet met een Bericht; verwijder wat ervoor staat');
    let at = 0;
    for (let end = text.indexOf('>'); end >= 0; end = text.indexOf('>', at)) {
      this.#parser.write(text.slice(at, end + 1));
      at = end + 1;
      if (this.#reader !== 'prolog') break;
    }
    return text.slice(at);
  }

  #takePlain(text: string): void {
    const { at, isPlain } = this.#plain.take(text);
    if (isPlain && text.length - at <= PIECE) this.#pending = text.slice(at);
    else this.#handOver(text.slice(at));
  }

  /** Gives the parser the open elements, and lets it continue from there. */
  #handOver(text: string): void {
    this.#reader = 'parser';
    this.#linesTakenPlain = this.#plain.line - this.#parser.line;
    this.#isCatchingUp = true;
    this.#parser.write(this.#plain.open.map((name) => `<${name}>`).join(''));
    this.#isCatchingUp = false;
    this.#parsePiece(text);
  }

  #parsePiece(text: string): void {
    for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) this.#references += 1;
    if (this.#references > REFERENCES_MAX)
      throw this.#stop('XSD', 'bevat te veel verwijzingen zoals &amp;; schrijf de tekens zelf');
    this.#parser.write(text);
  }

  #begin(): void {
    this.#checkDeclaration();
    this.#reader = 'plain';
    this.#plain.line = this.#parser.line;
  }

  #oneAttributeMore(): void {
    this.#attributes += 1;
    if (this.#attributes > ATTRIBUTES_MAX)
      throw this.#stop('XSD', 'heeft te veel attributen; de standaard kent ze niet, verwijder ze');
  }

  #deeper(): void {
    this.#depth += 1;
    const { depthMax } = this.limits;
    if (this.#depth > depthMax) throw this.#stop('XSD', `nest elementen dieper dan ${depthMax} niveaus`);
  }

  #checkDeclaration(): void {
    const { version, encoding } = this.#parser.xmlDecl;
    if (version !== undefined && version !== '1.0') throw this.#stop('OP192', 'moet XML 1.0 zijn');
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8')
      throw this.#stop('OP192', 'noemt een andere codering dan UTF-8; sla het op als UTF-8 en vermeld dat');
  }

  #stop(rule: string, text: string): Stop {
    return new Stop(rule, '/', this.line, `Het bestand ${text}.`);
  }
}
