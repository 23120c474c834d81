/**
 * The official schemas of iJw 3.2, to hold answers to. They are not part of the repository: they are read from
 * `IJW_XSD_DIR`, or from `../shared/ijw/xsd` relative to the repository root.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

const root = resolve(import.meta.dirname, '..', '..', '..');
const folder = process.env['IJW_XSD_DIR'] ?? join(root, '..', 'shared', 'ijw', 'xsd');

/** True when the official schemas are present. */
export const hasOfficialSchemas = existsSync(join(folder, 'basisschema.xsd'));

/** Throws the verdict of libxml2 on a message that is not valid against its official schema, such as `JW306`. */
export function validateOfficially(message: string, text: string): void {
  xmlRegisterFsInputProviders();
  const url = join(folder, `${message.toUpperCase()}.xsd`);
  using schema = XmlDocument.fromBuffer(readFileSync(url), { url });
  using validator = XsdValidator.fromDoc(schema);
  using document = XmlDocument.fromString(text);
  validator.validate(document);
}
