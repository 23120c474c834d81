import { ROLE_SETTING } from './protect.js';

/** Addresses of one database, with passwords: not for logs. */
export interface DatabaseAddresses {
  /** For requests and all other work: this user owns no table, and row-level security applies to it. */
  readonly url: string;
  /** For migrations, key rotation and rebuilds, over all regions. It serves no requests. */
  readonly ownerUrl: string;
  /** Digest of each step of preparation that the database had seen when it was opened, by name; unknown: none. */
  readonly prepared?: ReadonlyMap<string, string>;
}

/** A database with one known address: both uses share it. */
export const addressesOf = (given: string | DatabaseAddresses): DatabaseAddresses =>
  typeof given === 'string' ? { url: given, ownerUrl: given } : given;

/** The role to which an owner's address grants rights on tables; undefined: none. */
export const applicationOf = (ownerUrl: string): string | undefined =>
  new RegExp(`-c ${ROLE_SETTING}=(\\S*)`).exec(new URL(ownerUrl).searchParams.get('options') ?? '')?.[1];

/** Value of a setting as an option of a connection: a space or backslash in it is escaped. */
const escaped = (value: string): string => value.replaceAll(/[\\ ]/g, String.raw`\$&`);

/** Returns the address with these settings as options of its connections. */
export function withSettings(url: string, settings: Readonly<Record<string, string>>): string {
  const address = new URL(url);
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${escaped(value)}`);
  address.searchParams.set('options', [address.searchParams.get('options') ?? '', ...options].join(' ').trim());
  return address.href;
}

/** The address for another user of the database. */
export function asUser(url: string, user: string, password: string): string {
  const address = new URL(url);
  address.username = encodeURIComponent(user);
  address.password = encodeURIComponent(password);
  return address.href;
}
