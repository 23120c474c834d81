/** XML of files for banks and financial packages, from a tree of elements. */

/** A tree of elements: a name with text, or with elements in it; attributes where the definition has one. */
export interface XmlElement {
  readonly name: string;
  readonly content: string | readonly XmlElement[];
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** An element with text. */
export const text = (name: string, content: string): XmlElement => ({ name, content });

/** An element with elements in it. */
export const parent = (name: string, ...content: readonly XmlElement[]): XmlElement => ({ name, content });

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function xmlOf({ name, content, attributes = {} }: XmlElement, indent: string): string {
  const start = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')}>`;
  if (typeof content === 'string') return `${start}${escaped(content)}</${name}>\n`;
  return `${start}\n${content.map((one) => xmlOf(one, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

/** A document as XML in UTF-8. */
export const xmlDocument = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(root, '')}`;

/** Cents as euros with two decimals and a point, without sign. */
export function decimals(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
