/**
 * The official schemas as oracle. They are not part of the repository: they are read from `IJW_XSD_DIR`, or from
 * `../shared/ijw/xsd` relative to the repository root, and validated with libxml2.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

const facts = resolve(import.meta.dirname, '..', '..', '..', '..', 'shared', 'ijw');

const schemaFolder = process.env['IJW_XSD_DIR'] ?? join(facts, 'xsd');

/** True when the official schemas are present. */
export const hasSchemas = existsSync(join(schemaFolder, 'basisschema.xsd'));

const examplesFolder = join(facts, 'examples');

/** True when the example messages are present. */
export const hasExamples = existsSync(examplesFolder);

/** Names of the example messages; empty when they are not present. */
export const exampleNames = (): readonly string[] =>
  hasExamples ? readdirSync(examplesFolder).filter((name) => name.endsWith('.xml')) : [];

/** Path of an example message. */
export const examplePath = (name: string): string => join(examplesFolder, name);

/** Text of an example message. */
export const example = (name: string): string => readFileSync(examplePath(name), 'utf8');

const validators = new Map<string, XsdValidator>();

function validatorOf(message: string): XsdValidator {
  const known = validators.get(message);
  if (known) return known;
  xmlRegisterFsInputProviders();
  const url = join(schemaFolder, `${message}.xsd`);
  using schema = XmlDocument.fromBuffer(readFileSync(url), { url });
  const validator = XsdValidator.fromDoc(schema);
  validators.set(message, validator);
  return validator;
}

/** Verdict of libxml2 on `text` against the schema of `message`; undefined when valid. */
export function officialProblem(message: string, text: string): string | undefined {
  try {
    using document = XmlDocument.fromString(text);
    validatorOf(message).validate(document);
    return undefined;
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}
