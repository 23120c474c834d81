import fc from 'fast-check';
import { fromDay, toDay } from '@regieboek/kernel';
import { simpleTypes, type MessageType } from '../src/generated/elements.js';
import type { MessageValues } from '../src/generated/messages.js';
import type { SimpleFacets } from '../src/schema/rows.js';
import { schemaOf, type ComplexType, type ElementDeclaration } from '../src/schema/schema.js';
import type { SimpleType } from '../src/schema/simple-type.js';

const matching: Readonly<Record<string, RegExp>> = {
  '([a-zA-ZÀ-ỳ])+': /^[a-zA-ZÀ-ỳ]{1,6}$/,
  '[0-9]*': /^[0-9]{1,15}$/,
  '(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)': /^(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\.[0-9]$/,
};

const hostile = fc.constantFrom('&', '<', '>', '"', "'", ']]>', 'é', 'ỳ', '€', '𝒜', ' ', '\t', '.', '&amp;', '\u00a0');

const text = (facets: SimpleFacets): fc.Arbitrary<string> => {
  const parts =
    facets.pattern === '([.\\s]*\\S+[.\\s]*)+' ? fc.oneof(hostile, fc.constantFrom('\r', '\n', 'x')) : hostile;
  const room = Math.min(facets.maxLength ?? 40, 40);
  return fc
    .array(fc.oneof(parts, fc.constantFrom(...'abcXYZ0189')), { maxLength: room })
    .map((characters) => `x${characters.join('')}`)
    .map((value) =>
      [...value]
        .slice(0, room)
        .join('')
        .replace(/[\uD800-\uDBFF]$/, ''),
    );
};

function ofFacets(facets: SimpleFacets): fc.Arbitrary<string | number> {
  if (facets.values) return fc.constantFrom(...facets.values);
  if (facets.base === 'integer') return fc.integer({ min: facets.min ?? 0, max: facets.max ?? 0 });
  if (facets.base === 'date') return fc.integer({ min: toDay('0001-01-01'), max: toDay('9999-12-31') }).map(fromDay);
  if (facets.base === 'time') return fc.constantFrom('00:00:00', '23:59:59', '10:15:30.25');
  const digits = /^\[0-9\]\{(\d)\}$/.exec(facets.pattern ?? '');
  if (digits) return fc.stringMatching(new RegExp(`^[0-9]{${digits[1]}}$`));
  const form = matching[facets.pattern ?? ''];
  return form ? fc.stringMatching(form) : text(facets);
}

function ofSimple(declaration: ElementDeclaration, type: SimpleType): fc.Arbitrary<string | number> {
  const facets = simpleTypes[type.name ?? ''];
  if (facets) return ofFacets(facets);
  const fixed: Record<string, number> = { BerichtVersie: 3, BerichtSubversie: 2 };
  if (declaration.name in fixed) return fc.constant(fixed[declaration.name] ?? 0);
  if (declaration.name === 'DeclaratieNummer') return fc.stringMatching(/^[a-zA-Z0-9]{1,12}$/);
  return fc.constantFrom(...Array.from({ length: 60 }, (_, i) => String(436 + i)).filter((code) => type.parse(code)));
}

function ofComplex(type: ComplexType): fc.Arbitrary<unknown> {
  const [only] = type.elements;
  if (type.isList && only) return fc.array(ofElement(only), { minLength: 1, maxLength: 3 });
  const fields = Object.fromEntries(type.elements.map((child) => [child.field, ofElement(child)]));
  const requiredKeys = type.elements.filter((child) => child.min > 0).map((child) => child.field);
  const record = fc.record(fields, { requiredKeys });
  return requiredKeys.length > 0 ? record : record.filter((value) => Object.keys(value).length > 0);
}

const ofElement = (declaration: ElementDeclaration): fc.Arbitrary<unknown> =>
  declaration.type.kind === 'simple' ? ofSimple(declaration, declaration.type) : ofComplex(declaration.type);

/** Values that the schema of `message` allows, with characters that need escaping wherever text is free. */
export const arbitraryMessage = <T extends MessageType>(message: T): fc.Arbitrary<MessageValues[T]> =>
  ofElement(schemaOf(message).root) as fc.Arbitrary<MessageValues[T]>;
