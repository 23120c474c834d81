import { levelOne, type Finding } from '../finding.js';
import type { MessageType } from '../generated/elements.js';
import { messageOfNamespace, schemaOf, type ElementDeclaration } from '../schema/schema.js';
import { isBlank } from '../schema/white-space.js';
import { attributeProblem } from './xml/attributes.js';
import { newFrame, pathOf, type Frame } from './frame.js';
import { defaultLimits, type ReadLimits } from './limits.js';
import { endOfSequence, nextChild, type SequenceReport } from './sequence.js';
import { Stop } from './stop.js';
import type { XmlTag } from './xml/xml-events.js';
import { XmlSource } from './xml/xml-source.js';

/** Receives the classes and compounds of a message while it is being read. */
export interface ClassListener {
  /** A class or compound opens; `frames[0..depth)` are open, including itself. */
  opened(typeName: string, frames: readonly Frame[], depth: number): void;
  /** A class or compound is complete. Return true to omit it from the value of its parent. */
  closed(typeName: string, frames: readonly Frame[], depth: number): boolean;
}

/** Result of a reader at the end of the text. */
export interface RawResult {
  readonly messageType: MessageType | undefined;
  /** Value of the message; only meaningful without findings. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** Total number of findings, including those over the limit. */
  readonly findingCount: number;
}

const notAMessage =
  'Het bestand is geen bericht van iJw 3.2: het eerste element moet Bericht zijn in de namespace van een JW-bericht.';

/**
 * Reads a message in chunks and checks it against the tables of its schema as an XSD validator would: names, namespaces,
 * order, occurrence, types, attributes and stray text (level 1). Findings are all faults; reading stops early only when
 * the text is no XML or exceeds a limit.
 */
export class MessageReader {
  readonly findings: Finding[] = [];
  readonly #frames: Frame[] = [];
  readonly #source: XmlSource;
  readonly #report: SequenceReport;
  readonly #resolve = (prefix: string): string | undefined => this.#source.resolve(prefix);
  readonly #limits: ReadLimits;
  readonly #listener: ClassListener | undefined;
  readonly #wanted: MessageType | undefined;
  #messageType: MessageType | undefined;
  #value: unknown;
  #findingCount = 0;
  #depth = 0;
  #skipped = 0;
  #stopped = false;

  /** `wanted`: refuse messages of any other type at their root. */
  constructor(listener?: ClassListener, limits: Partial<ReadLimits> = {}, wanted?: MessageType) {
    this.#listener = listener;
    this.#wanted = wanted;
    this.#limits = { ...defaultLimits, ...limits };
    this.#source = new XmlSource(
      {
        takesSpace: () => this.#takesSpace(),
        open: (tag) => this.#open(tag),
        text: (text, isMarked) => this.#text(text, isMarked),
        close: () => this.#close(),
      },
      this.#limits,
    );
    this.#report = {
      missing: (_, { name }) =>
        this.#found(`${this.#path()}/${name}`, `${name} is verplicht en ontbreekt; voeg het element toe.`),
      misplaced: (parent, text) => this.#found(this.#path(), `${parent.declaration.name} ${text}.`),
    };
  }

  /** True when there are no findings so far. */
  get isValid(): boolean {
    return this.#findingCount === 0;
  }

  /** Reads the next part of the file; bytes must be UTF-8. After a fault that ends reading, further parts are ignored. */
  write(chunk: string | Uint8Array): void {
    this.#guard(() => this.#source.write(chunk));
  }

  /** Ends the file. */
  end(): RawResult {
    this.#guard(() => this.#source.end());
    const { findings } = this;
    return { messageType: this.#messageType, value: this.#value, findings, findingCount: this.#findingCount };
  }

  #guard(step: () => void): void {
    if (this.#stopped) return;
    try {
      step();
    } catch (problem) {
      if (!(problem instanceof Stop)) throw problem;
      this.#stopped = true;
      this.#keep(problem.finding);
    }
  }

  #keep(finding: Finding): void {
    this.#findingCount += 1;
    if (this.findings.length < this.#limits.findingsMax) this.findings.push(finding);
  }

  #found(path: string, text: string): void {
    this.#keep(levelOne('XSD', path, this.#source.line, text));
  }

  #path(): string {
    return pathOf(this.#frames, this.#depth);
  }

  #open(tag: XmlTag): void {
    const declaration = this.#skipped > 0 ? undefined : this.#declarationOf(tag);
    if (!declaration) {
      this.#skipped += 1;
      return;
    }
    this.#push(declaration);
    const problem = attributeProblem(tag, declaration, this.#resolve);
    if (problem !== undefined) this.#found(this.#path(), `${declaration.name} ${problem}.`);
    if (declaration.type.kind === 'complex' && this.#listener)
      this.#listener.opened(declaration.type.name, this.#frames, this.#depth);
  }

  #declarationOf(tag: XmlTag): ElementDeclaration | undefined {
    const parent = this.#frames[this.#depth - 1];
    if (this.#depth === 0 || !parent) return this.#root(tag);
    if (parent.declaration.type.kind === 'complex') return nextChild(parent, tag.local, tag.uri, this.#report);
    this.#found(
      this.#path(),
      `${parent.declaration.name} mag alleen tekst bevatten; verwijder het element daarbinnen.`,
    );
    return undefined;
  }

  #root(tag: XmlTag): ElementDeclaration {
    this.#messageType = tag.local === 'Bericht' ? messageOfNamespace(tag.uri) : undefined;
    const line = this.#source.line;
    if (!this.#messageType) throw new Stop('XSD', '/', line, notAMessage);
    if (this.#wanted && this.#wanted !== this.#messageType)
      throw new Stop(
        'XSD',
        '/Bericht',
        line,
        `Het bestand is een ${this.#messageType}; lever een ${this.#wanted} aan.`,
      );
    return schemaOf(this.#messageType).root;
  }

  #push(declaration: ElementDeclaration): void {
    const parent = this.#frames[this.#depth - 1];
    const frame = (this.#frames[this.#depth] ??= newFrame(declaration));
    const { type } = declaration;
    frame.declaration = declaration;
    frame.value = type.kind === 'simple' ? undefined : type.isList ? [] : {};
    frame.text = '';
    frame.line = this.#source.line;
    frame.at = 0;
    frame.seen = 0;
    frame.number = parent ? parent.seen : 1;
    frame.hasStrayText = false;
    this.#depth += 1;
  }

  #takesSpace(): boolean {
    return this.#skipped === 0 && this.#frames[this.#depth - 1]?.value === undefined;
  }

  /** Between elements even an empty CDATA section counts as text, as in libxml2. */
  #text(text: string, isMarked: boolean): void {
    const frame = this.#skipped > 0 ? undefined : this.#frames[this.#depth - 1];
    if (!frame) return;
    if (frame.declaration.type.kind === 'simple') frame.text = frame.text === '' ? text : frame.text + text;
    else if (!frame.hasStrayText && (isMarked || !isBlank(text))) {
      frame.hasStrayText = true;
      this.#found(
        this.#path(),
        `${frame.declaration.name} mag geen tekst tussen de elementen bevatten; verwijder die.`,
      );
    }
  }

  #close(): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    const frame = this.#frames[this.#depth - 1];
    if (!frame) return;
    const isTaken = frame.value === undefined ? this.#closeSimple(frame) : this.#closeClass(frame);
    this.#depth -= 1;
    if (!isTaken && this.#depth === 0) this.#value = frame.value;
  }

  #closeSimple(frame: Frame): boolean {
    const { declaration } = frame;
    const value = declaration.type.kind === 'simple' ? declaration.type.parse(frame.text) : undefined;
    if (value === undefined && declaration.type.kind === 'simple')
      this.#found(this.#path(), `${declaration.name} ${declaration.type.demand}.`);
    this.#attach(declaration, value);
    return false;
  }

  #closeClass(frame: Frame): boolean {
    const { declaration } = frame;
    endOfSequence(frame, this.#report);
    if (this.#listener?.closed(declaration.type.name ?? '', this.#frames, this.#depth)) return true;
    this.#attach(declaration, frame.value);
    return false;
  }

  #attach(declaration: ElementDeclaration, value: unknown): void {
    const parent = this.#frames[this.#depth - 2]?.value;
    if (this.#depth < 2 || parent === undefined) return;
    if (Array.isArray(parent)) parent.push(value);
    else parent[declaration.field] = value;
  }
}
