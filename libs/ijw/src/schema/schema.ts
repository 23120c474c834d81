import { compoundTypes, messageClasses, messageCodes, simpleTypes, type MessageType } from '../generated/elements.js';
import type { ElementRow } from './rows.js';
import { simpleType, type SimpleType } from './simple-type.js';

/** Namespace of the basis schema of iJw 3.2. */
export const basisNamespace = 'http://www.istandaarden.nl/ijw/3_2/basisschema/schema';

/** Namespace of a message of iJw 3.2. */
export const namespaceOf = (message: MessageType): string =>
  `http://www.istandaarden.nl/ijw/3_2/${message.toLowerCase()}/schema`;

/** A class or compound type: a sequence of child elements, always in this order. */
export interface ComplexType {
  readonly kind: 'complex';
  readonly name: string;
  readonly uri: string;
  readonly elements: readonly ElementDeclaration[];
  /** True for a type with only one, repeating child: its value is the array of that child's values. */
  readonly isList: boolean;
}

/** Declaration of an element. */
export interface ElementDeclaration {
  readonly name: string;
  /** Field name in values: the Dutch element name with a small first letter. */
  readonly field: string;
  readonly uri: string;
  readonly min: number;
  /** Infinity when the element may repeat without end. */
  readonly max: number;
  readonly type: ComplexType | SimpleType;
}

/** The schema of one message, from the tables. */
export interface MessageSchema {
  readonly message: MessageType;
  readonly uri: string;
  readonly root: ElementDeclaration;
}

const fieldOf = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

class SchemaBuilder {
  readonly #types = new Map<string, ComplexType>();

  constructor(private readonly message: MessageType) {}

  element([name, min, max, type, pattern]: ElementRow, uri: string): ElementDeclaration {
    return { name, field: fieldOf(name), uri, min, max: max < 0 ? Infinity : max, type: this.type(type, pattern) };
  }

  type(name: string, pattern: string | undefined): ComplexType | SimpleType {
    const facets = simpleTypes[name];
    return facets ? simpleType(name, facets, pattern) : this.complex(name);
  }

  complex(name: string): ComplexType {
    const known = this.#types.get(name);
    if (known) return known;
    const compound = compoundTypes[name];
    const rows = compound ?? messageClasses[this.message][name];
    if (!rows) throw new Error(`${this.message}: the tables lack type ${name}: regenerate them`);
    const uri = compound ? basisNamespace : namespaceOf(this.message);
    const elements = rows.map((row) => this.element(row, uri));
    const isList = elements.length === 1 && elements[0]?.max === Infinity;
    const type: ComplexType = { kind: 'complex', name, uri, elements, isList };
    this.#types.set(name, type);
    return type;
  }
}

const built = new Map<MessageType, MessageSchema>();

/** The schema of a message, built from the tables on first use. */
export function schemaOf(message: MessageType): MessageSchema {
  const known = built.get(message);
  if (known) return known;
  const uri = namespaceOf(message);
  const root = new SchemaBuilder(message).element(['Bericht', 1, 1, 'Root'], uri);
  const schema = { message, uri, root };
  built.set(message, schema);
  return schema;
}

/** The fourteen messages, in the order of their numbers. */
export const messageTypes: readonly MessageType[] = (Object.keys(messageCodes) as MessageType[]).sort();

const byNamespace = new Map(messageTypes.map((message) => [namespaceOf(message), message]));

/** The message that owns a namespace, or undefined when it does not belong to iJw 3.2. */
export const messageOfNamespace = (uri: string): MessageType | undefined => byNamespace.get(uri);
