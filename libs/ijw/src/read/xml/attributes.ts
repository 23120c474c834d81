import type { ElementDeclaration } from '../../schema/schema.js';
import { basisNamespace } from '../../schema/schema.js';
import { trimSpace } from '../../schema/white-space.js';
import type { XmlTag } from './xml-events.js';

const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

/** Returns the namespace of a prefix in scope; the empty prefix is the default namespace. */
export type Resolve = (prefix: string) => string | undefined;

function namesDeclaredType(value: string, { type }: ElementDeclaration, resolve: Resolve): boolean {
  const [local = '', prefix = ''] = trimSpace(value).split(':').reverse();
  const uri = type.kind === 'simple' ? basisNamespace : type.uri;
  return type.name === local && resolve(prefix) === uri;
}

/**
 * Dutch: the fault in the attributes of an element, or undefined. Messages have no attributes; like an XSD validator this ignores
 * namespace declarations, schema location hints and a redundant xsi:type.
 */
export function attributeProblem(tag: XmlTag, declaration: ElementDeclaration, resolve: Resolve): string | undefined {
  for (const name in tag.attributes) {
    const attribute = tag.attributes[name];
    if (!attribute || attribute.uri === xmlnsNamespace) continue;
    const { uri, local, value } = attribute;
    if (uri !== instanceNamespace) return 'heeft een attribuut; de standaard kent geen attributen, verwijder het';
    if (local === 'schemaLocation' || local === 'noNamespaceSchemaLocation') continue;
    if (local !== 'type') return 'heeft een xsi-attribuut dat hier niet mag staan; verwijder het';
    if (!namesDeclaredType(value, declaration, resolve))
      return 'heeft een ander xsi:type dan de standaard; verwijder het';
  }
  return undefined;
}
