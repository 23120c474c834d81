import { withoutBsn } from '@regieboek/kernel';

const DEPTH_MAX = 4;
const NAMES_OF_PERSONS = new Set(['bsn', 'naam', 'name', 'voornamen', 'geslachtsnaam', 'birthdate', 'geboortedatum']);

const isPersonal = (key: string): boolean => NAMES_OF_PERSONS.has(key.toLowerCase());

/** A value for a log line: numbers that can be a citizen service number (BSN) become #, fields that name a person are left out. */
export function masked(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutBsn(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? maskedNumber(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return { name: value.name };
  if (depth >= DEPTH_MAX) return '…';
  if (Array.isArray(value)) return value.map((one) => masked(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (isPersonal(key) ? [] : [[key, masked(one, depth + 1)]])),
  );
}

function maskedNumber(value: number): number | string {
  const text = String(value);
  const safe = withoutBsn(text);
  return safe === text ? value : safe;
}
