import type { MessageType } from '../generated/elements.js';
import type { MessageValues } from '../generated/messages.js';
import { basisNamespace, schemaOf, type ComplexType, type ElementDeclaration } from '../schema/schema.js';
import { escapeText, isXmlText } from './escape.js';

/** A value that no valid message can contain. `problems` lists every place and its requirement; values are never quoted. */
export class InvalidMessage extends Error {
  constructor(
    readonly messageType: MessageType,
    readonly problems: readonly string[],
  ) {
    super(`${messageType} cannot be written:\n${problems.join('\n')}`);
    this.name = 'InvalidMessage';
  }
}

class Writer {
  readonly lines: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  readonly problems: string[] = [];

  constructor(private readonly prefix: string) {}

  element(declaration: ElementDeclaration, value: unknown, path: string, depth: number): void {
    const { type } = declaration;
    const tag = `${declaration.uri === basisNamespace ? 'ijw' : this.prefix}:${declaration.name}`;
    const indent = '\t'.repeat(depth);
    if (type.kind === 'simple') {
      const text = this.text(declaration, value, path);
      if (text !== undefined) this.lines.push(`${indent}<${tag}>${text}</${tag}>`);
      return;
    }
    const attributes = depth === 0 ? this.namespaces(declaration.uri) : '';
    this.lines.push(`${indent}<${tag}${attributes}>`);
    if (type.isList) this.list(type, value, path, depth + 1);
    else this.fields(type, value, path, depth + 1);
    this.lines.push(`${indent}</${tag}>`);
  }

  private namespaces(uri: string): string {
    return ` xmlns:ijw="${basisNamespace}" xmlns:${this.prefix}="${uri}"`;
  }

  private text({ type }: ElementDeclaration, value: unknown, path: string): string | undefined {
    if (type.kind !== 'simple') return undefined;
    const wanted = type.base === 'integer' ? 'number' : 'string';
    const text = typeof value === wanted ? String(value) : undefined;
    // parse() ignores white space around a day or number; a written message must read back the same.
    if (text === undefined || type.parse(text) !== value) this.problems.push(`${path}: ${type.demand}`);
    else if (!isXmlText(text)) this.problems.push(`${path}: bevat een teken dat in XML niet mag voorkomen`);
    else return escapeText(text);
    return undefined;
  }

  private list(type: ComplexType, value: unknown, path: string, depth: number): void {
    const item = type.elements[0];
    if (!item) return;
    if (!Array.isArray(value) || value.length === 0) {
      this.problems.push(`${path}: moet een lijst met ten minste één ${item.name} zijn; laat het element anders weg`);
      return;
    }
    value.forEach((each: unknown, index) => this.element(item, each, `${path}/${item.name}[${index + 1}]`, depth));
  }

  private fields(type: ComplexType, value: unknown, path: string, depth: number): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.problems.push(`${path}: moet een object met de velden van ${type.name} zijn`);
      return;
    }
    const given = new Map<string, unknown>(Object.entries(value));
    const before = this.lines.length;
    for (const child of type.elements) {
      const field = given.get(child.field);
      given.delete(child.field);
      if (field !== undefined) this.element(child, field, `${path}/${child.name}`, depth);
      else if (child.min > 0) this.problems.push(`${path}/${child.name}: is verplicht en ontbreekt`);
    }
    for (const [field, left] of given)
      if (left !== undefined) this.problems.push(`${path}: het veld ${field} bestaat niet in ${type.name}`);
    if (this.lines.length === before) this.problems.push(`${path}: is leeg; laat een leeg element weg (RS033)`);
  }
}

/**
 * The text of a message: UTF-8 without byte order mark, CRLF line ends, elements in the order of the standard, no empty
 * elements (iJw 3.2, OP192, RS033). The same value gives the same bytes. Throws InvalidMessage with every problem.
 */
export function writeMessage<T extends MessageType>(message: T, value: MessageValues[T]): string {
  const schema = schemaOf(message);
  const writer = new Writer(message.toLowerCase());
  writer.element(schema.root, value, '/Bericht', 0);
  if (writer.problems.length > 0) throw new InvalidMessage(message, writer.problems);
  return `${writer.lines.join('\r\n')}\r\n`;
}
