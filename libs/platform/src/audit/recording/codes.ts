import { holdsBsn } from '@regieboek/kernel';
import type { Codes } from '../log/entry.js';

/** Ids and codes, which hold no blanks, letters with accents or signs of addresses. */
const CODE = /^[\w.:~/+-]{1,120}$/;

/** Months, days, UUIDs and numbers of municipalities and providers: nothing else can be read into them. */
const STRICT = /^(\d{1,8}|\d{4}-\d{2}(-\d{2})?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Stands for a value that is not recorded, because a user may have written anything there. */
const LEFT_OUT = '(left out)';

const isKept = (value: unknown, form: RegExp): boolean =>
  (typeof value === 'string' || typeof value === 'number') && form.test(String(value)) && !holdsBsn(String(value));

/**
 * Names and codes of parameters, for the audit log. `isChecked`: the request was accepted, so its values are ids and codes by
 * their schema; otherwise only values are kept that can be nothing else. A value that holds a BSN is always left out.
 */
export function codesOf(parameters: unknown, isChecked: boolean): Codes {
  if (typeof parameters !== 'object' || parameters === null) return {};
  const form = isChecked ? CODE : STRICT;
  const known = Object.entries(parameters).filter(
    ([name, value]) => value !== undefined && /^[a-zA-Z]{1,40}$/.test(name),
  );
  return Object.fromEntries(
    known.slice(0, 20).map(([name, value]) => [name, isKept(value, form) ? String(value) : LEFT_OUT]),
  );
}
