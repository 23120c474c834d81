import { SaxesParser, type SaxesTagNS } from 'saxes';
import { refuseByteOrderMark, refuseNul, tooLarge, Utf8Decoder } from './decode.js';
import type { ReadLimits } from './limits.js';
import { Stop } from './stop.js';

/** What a document is made of, in order. */
export interface XmlEvents {
  open(tag: SaxesTagNS): void;
  /** `isMarked`: written as a CDATA section. */
  text(text: string, isMarked: boolean): void;
  close(): void;
}

const malformed = 'is geen welgevormde XML; maak het opnieuw aan en wijzig het niet met de hand';

/** Dutch: what a message of the parser comes down to. Its own text may quote the file, so it is never passed on. */
function inWords(problem: string): string {
  if (/undefined entity/.test(problem))
    return 'gebruikt een andere entiteit dan &amp; &lt; &gt; &quot; &apos;; schrijf het teken zelf';
  if (/unclosed|unexpected end|must contain a root/.test(problem))
    return 'is afgebroken: het slot ontbreekt; verzend het volledige bestand';
  return malformed;
}

/**
 * The parser, stopping at its first complaint. It takes six handlers and no more: a seventh turns its object into a
 * dictionary and costs three quarters of the speed (V8 keeps twelve properties that were added by computed name).
 */
class StrictParser extends SaxesParser<{ xmlns: true; position: false }> {
  constructor() {
    super({ xmlns: true, position: false });
  }

  override fail(problem: string): this {
    throw new Stop('XSD', '/', this.line, `Het bestand ${inWords(problem)}.`);
  }
}

/**
 * Namespace-aware XML in chunks of text or bytes. Refuses by throwing Stop: document types, entities beyond the five
 * of XML, other encodings, nesting and size over the limits. Comments and processing instructions (such as a style sheet)
 * are passed over, as an XSD validator does. Nothing is ever fetched.
 */
export class XmlSource {
  readonly #parser = new StrictParser();
  readonly #decoder = new Utf8Decoder();
  readonly #limits: ReadLimits;
  #size = 0;
  #depth = 0;
  #started = false;

  constructor(events: XmlEvents, limits: ReadLimits) {
    this.#limits = limits;
    const parser = this.#parser;
    parser.on('opentag', (tag) => {
      if (this.#depth === 0) this.#checkDeclaration();
      this.#deeper();
      events.open(tag);
    });
    parser.on('closetag', () => {
      this.#depth -= 1;
      events.close();
    });
    parser.on('text', (text) => events.text(text, false));
    parser.on('cdata', (text) => events.text(text, true));
    parser.on('doctype', () => {
      throw this.#stop('XSD', 'bevat een DOCTYPE; die is niet toegestaan, verwijder hem');
    });
  }

  /** Line of the file the parser has reached, from 1. */
  get line(): number {
    return this.#parser.line;
  }

  /** URI of a prefix in scope at the element being opened. */
  resolve(prefix: string): string | undefined {
    return this.#parser.resolve(prefix);
  }

  write(chunk: string | Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size > this.#limits.bytesMax) throw tooLarge(this.#limits.bytesMax);
    this.#parse(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk));
  }

  end(): void {
    this.#parse(this.#decoder.end());
    if (!this.#started) throw this.#stop('XSD', 'is leeg; lever een bericht aan');
    this.#parser.close();
  }

  #parse(text: string): void {
    if (text.length === 0) return;
    if (!this.#started) refuseByteOrderMark(text);
    this.#started = true;
    refuseNul(text);
    this.#parser.write(text);
  }

  #deeper(): void {
    this.#depth += 1;
    const { depthMax } = this.#limits;
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
