import { holdsBsn } from '@regieboek/kernel';
import type { Codes } from '../log/entry.js';

/** Ids of existing objects: without blanks, accented letters, or characters of addresses. */
const ID = /^[\w.:~/+-]{1,120}$/;

/** Months, days, UUIDs and numbers of municipalities and providers: they cannot contain other text. */
const CODE = /^(\d{1,8}|\d{4}-\d{2}(-\d{2})?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A pseudonym: random, so that digits which could be a BSN are there by chance (about one in sixty). Any case, as a path accepts it. */
const PSEUDONYM = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const KNOWN_AT = /^(\d{1,15}|(told:)?\d{4}-\d{2}-\d{2})$/;

const NAME = /^[a-zA-Z]{1,40}$/;

/** Replaces a value that is not recorded, because a user may have written anything there. */
const LEFT_OUT = '(left out)';

const PARAMETERS_MAX = 20;

const isOf = (form: RegExp, value: unknown): value is string | number =>
  (typeof value === 'string' || typeof value === 'number') && form.test(String(value)) && !holdsBsn(String(value));

/** A value as recorded: pseudonyms in lower case, as stored. */
function recordedAs(form: RegExp, value: unknown): string {
  if (typeof value === 'string' && PSEUDONYM.test(value)) return value.toLowerCase();
  return isOf(form, value) ? String(value) : LEFT_OUT;
}

/**
 * Names and codes of parameters, for the audit log; other values are left out. `exist`: the parameters are ids of an object that
 * was found, so they cannot be arbitrary text of a user.
 */
export function codesOf(parameters: unknown, { exist = false }: { readonly exist?: boolean } = {}): Codes {
  if (typeof parameters !== 'object' || parameters === null) return {};
  const form = exist ? ID : CODE;
  const known = Object.entries(parameters).filter(([name, value]) => value !== undefined && NAME.test(name));
  return Object.fromEntries(known.slice(0, PARAMETERS_MAX).map(([name, value]) => [name, recordedAs(form, value)]));
}

/** Day or position of knowledge among parameters; null without one. */
export const knownAtIn = (parameters: unknown): string | null =>
  typeof parameters === 'object' && parameters !== null && 'knownAt' in parameters && isOf(KNOWN_AT, parameters.knownAt)
    ? String(parameters.knownAt)
    : null;
