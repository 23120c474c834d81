import type { CalendarDate } from '@regieboek/kernel';
import type { MessageDecision, MessageOf } from '../decision/decide-message.js';
import { messageCodes } from '../generated/elements.js';
import type { MessageValues, RetourCode } from '../generated/messages.js';
import { schemaOf, type ComplexType } from '../schema/schema.js';
import { xsdVersion } from '../write/header.js';

/** The retour that answers each message. */
export interface RetourOf {
  readonly JW301: 'JW302';
  readonly JW305: 'JW306';
  readonly JW307: 'JW308';
  readonly JW315: 'JW316';
  readonly JW317: 'JW318';
  readonly JW319: 'JW320';
}

/** Name of the retour per message. */
export const retourTypes: RetourOf = {
  JW301: 'JW302',
  JW305: 'JW306',
  JW307: 'JW308',
  JW315: 'JW316',
  JW317: 'JW318',
  JW319: 'JW320',
};

/** Choices of the receiver of a message about its own retour. */
export interface RetourFacts {
  /** IdentificatieRetour, at most 12 characters. */
  readonly identificatie: string;
  /** DagtekeningRetour. */
  readonly dagtekening: CalendarDate;
  /** Only when the official XSLT was used. */
  readonly xsltVersie?: string | undefined;
}

/** Copies classes along the schema of the retour and gives each its codes. */
class ClassCopier {
  constructor(private readonly decision: MessageDecision) {}

  /** Copy of `value` at `path`; `inside` is true when an enclosing class is faulty. */
  copy(type: ComplexType, value: unknown, path: string, inside: boolean): unknown {
    const item = type.elements[0];
    if (type.isList && item && Array.isArray(value))
      return value.map((each: unknown, index) =>
        this.child(item.type, each, `${path}/${item.name}[${index + 1}]`, inside),
      );
    if (typeof value !== 'object' || value === null) return value;
    const codes = this.decision.classes.get(path);
    const given = new Map<string, unknown>(Object.entries(value));
    const fields: [string, unknown][] = [];
    for (const { name, field, type: kind } of type.elements) {
      if (name === 'RetourCodes') fields.push([field, codes ?? outcome(inside)]);
      else if (given.get(field) !== undefined)
        fields.push([field, this.child(kind, given.get(field), `${path}/${name}`, inside || codes !== undefined)]);
    }
    return Object.fromEntries(fields);
  }

  private child(
    type: ComplexType | { readonly kind: 'simple' },
    value: unknown,
    path: string,
    inside: boolean,
  ): unknown {
    return type.kind === 'complex' ? this.copy(type, value, path, inside) : value;
  }
}

/** A class inside a faulty class was not checked (0233); any other is correct (0200). */
const outcome = (inside: boolean): readonly RetourCode[] => [inside ? '0233' : '0200'];

function headerOf<T extends keyof RetourOf>(
  { type, value }: MessageOf<T>,
  { header }: MessageDecision,
  { identificatie, dagtekening, xsltVersie }: RetourFacts,
): object {
  return {
    ...value.header,
    berichtCode: messageCodes[retourTypes[type]],
    identificatieRetour: identificatie,
    dagtekeningRetour: dagtekening,
    ...(xsltVersie === undefined ? {} : { xsltVersie }),
    xsdVersieRetour: xsdVersion,
    ...(header.length > 0 ? { retourCodes: header } : {}),
  };
}

/**
 * The retour (retourbericht) that answers a message (IV028, IV032): its header, unchanged except for the code of the
 * message; when a class is faulty, also a copy of the whole client or answer with codes.
 */
export function buildRetour<T extends keyof RetourOf>(
  message: MessageOf<T>,
  decision: MessageDecision,
  facts: RetourFacts,
): MessageValues[RetourOf[T]] {
  const header = headerOf(message, decision, facts);
  const body =
    decision.classes.size === 0
      ? {}
      : new ClassCopier(decision).copy(bodyType(message.type), message.value, '/Bericht', false);
  // The copy follows the schema of the retour, from which these types are generated.
  return { ...(body as object), header } as MessageValues[RetourOf[T]];
}

function bodyType(message: keyof RetourOf): ComplexType {
  const { type } = schemaOf(retourTypes[message]).root;
  if (type.kind !== 'complex') throw new Error(`${retourTypes[message]} has no classes: regenerate the tables`);
  return { ...type, elements: type.elements.filter(({ name }) => name !== 'Header') };
}
