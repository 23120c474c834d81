import { parseDay } from '@regieboek/kernel';
import { patternInWords, patternTest } from './patterns.js';
import type { SimpleFacets } from './rows.js';
import { characterCount, trimSpace } from './white-space.js';

/** Value of an element without children: text, code, day (`yyyy-mm-dd`) or time as string; integers as number. */
type SimpleValue = string | number;

/** A simple type (LDT_*), ready to use. */
export interface SimpleType {
  readonly kind: 'simple';
  /** Name in the basis schema; undefined when the message narrows it, because such a type has no name. */
  readonly name: string | undefined;
  readonly base: SimpleFacets['base'];
  /** Value of the text of an element, or undefined when the text does not fit the type. */
  parse(text: string): SimpleValue | undefined;
  /** Dutch: requirement of the element, for use after its name. Does not quote the text that was found. */
  readonly demand: string;
}

type Parse = SimpleType['parse'];

const isDigits = (text: string): boolean => {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
};

/** xs:integer allows a sign and leading zeros; integers too large for a double are outside every range here. */
function parseInteger(text: string): number | undefined {
  const first = text.charCodeAt(0);
  const digits = first === 43 || first === 45 ? text.slice(1) : text;
  if (!isDigits(digits)) return undefined;
  const value = Number(digits);
  return first === 45 && value !== 0 ? -value : value;
}

const timeForm = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?$|^24:00:00(?:\.0+)?$/;

function integerParser(facets: SimpleFacets): Parse {
  const { min = -Infinity, max = Infinity } = facets;
  const fits = facets.pattern === undefined ? undefined : patternTest(facets.pattern);
  return (text) => {
    const trimmed = trimSpace(text);
    const value = parseInteger(trimmed);
    if (value === undefined || value < min || value > max) return undefined;
    return fits === undefined || fits(trimmed) ? value : undefined;
  };
}

function stringParser(facets: SimpleFacets): Parse {
  if (facets.values) {
    const values = new Set(facets.values);
    return (text) => (values.has(text) ? text : undefined);
  }
  const { minLength = 0, maxLength = Infinity } = facets;
  const fits = facets.pattern === undefined ? () => true : patternTest(facets.pattern);
  return (text) => {
    if (text.length < minLength) return undefined;
    if (text.length > maxLength && characterCount(text) > maxLength) return undefined;
    return fits(text) ? text : undefined;
  };
}

/** Days with a sign or outside 0001..9999 are refused although xs:date allows them: no message needs them. */
const dateParser: Parse = (text) => {
  const trimmed = trimSpace(text);
  return parseDay(trimmed) === undefined ? undefined : trimmed;
};

const timeParser: Parse = (text) => {
  const trimmed = trimSpace(text);
  return timeForm.test(trimmed) ? trimmed : undefined;
};

function parserOf(facets: SimpleFacets): Parse {
  switch (facets.base) {
    case 'integer':
      return integerParser(facets);
    case 'date':
      return dateParser;
    case 'time':
      return timeParser;
    case 'string':
      return stringParser(facets);
  }
}

function lengthInWords({ minLength = 0, maxLength }: SimpleFacets): string[] {
  if (maxLength !== undefined) return [`moet ${minLength} tot en met ${maxLength} tekens lang zijn`];
  return minLength > 0 ? ['mag niet leeg zijn'] : [];
}

function demandOf(facets: SimpleFacets): string {
  if (facets.values) return `moet een code uit codelijst ${facets.codelist ?? ''} zijn`;
  if (facets.base === 'date') return 'moet een bestaande datum van de vorm jjjj-mm-dd zijn';
  if (facets.base === 'time') return 'moet een tijd van de vorm uu:mm:ss zijn';
  const pattern = facets.pattern === undefined ? [] : [patternInWords(facets.pattern)];
  if (facets.base === 'integer')
    return [`moet een geheel getal van ${facets.min} tot en met ${facets.max} zijn`, ...pattern].join(' en ');
  return [...lengthInWords(facets), ...pattern].join(' en ');
}

/** Builds a simple type. `pattern` narrows it for one element; both patterns must then hold. */
export function simpleType(name: string, facets: SimpleFacets, pattern?: string): SimpleType {
  if (pattern === undefined)
    return { kind: 'simple', name, base: facets.base, parse: parserOf(facets), demand: demandOf(facets) };
  const wide = parserOf(facets);
  const narrow = patternTest(pattern);
  return {
    kind: 'simple',
    name: undefined,
    base: facets.base,
    parse: (text) => {
      const value = wide(text);
      const lexical = facets.base === 'string' ? text : trimSpace(text);
      return value !== undefined && narrow(lexical) ? value : undefined;
    },
    demand: `${demandOf(facets)}${demandOf(facets) ? ' en ' : ''}${patternInWords(pattern)}`,
  };
}
