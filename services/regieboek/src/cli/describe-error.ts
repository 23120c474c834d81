import { types } from 'node:util';
import { isRefusal, type Language } from '@regieboek/kernel';
import { problemTexts } from './texts.js';

const { isNativeError } = types;

/** An error of the operating system: its message holds a call and a path or address, nothing that was read. */
const isOfSystem = (error: Error): error is Error & { readonly code: string } =>
  'syscall' in error && 'errno' in error && typeof error.errno === 'number' && 'code' in error;

/** Description of an error of the operating system, with path and remedy; undefined for another error. */
export function systemProblem(error: unknown, language: Language): string | undefined {
  if (!isNativeError(error) || !isOfSystem(error)) return undefined;
  const { ofSystem, somePath } = problemTexts[language];
  const remedy = ofSystem[error.code];
  return remedy ? `${'path' in error ? String(error.path) : somePath} ${remedy}` : error.message;
}

/** States of PostgreSQL that pass: connection lost, starting or stopping, all connections in use, out of time. */
const isDatabaseAway = (error: unknown): boolean =>
  isNativeError(error) &&
  (('code' in error && /^(08...|57P0.|57014|53300|53100)$/.test(String(error.code))) ||
    /Connection terminated|Query read timeout|timeout exceeded when trying to connect/.test(error.message));

/** Message of an error for people. For an unforeseen error only its kind and origin, never its message. */
export async function describeError(error: unknown, language: Language): Promise<string> {
  if (isRefusal(error)) return (language === 'nl' ? error.inDutch : undefined) ?? error.message;
  const ofTheSystem = systemProblem(error, language);
  if (ofTheSystem !== undefined) return ofTheSystem;
  if (isDatabaseAway(error)) return problemTexts[language].databaseAway;
  const { describeUnexpected } = await import('@regieboek/platform/unexpected');
  return describeUnexpected(error);
}
