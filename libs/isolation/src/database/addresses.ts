/** Addresses of one database, with passwords: not for logs. */
export interface DatabaseAddresses {
  /** For requests and all other work: no table is its own, and row-level security holds for it. */
  readonly url: string;
  /** For migrations, rotation of keys and rebuilds, over all regions. It serves no request. */
  readonly ownerUrl: string;
}

/** A database of which one address is known: both uses share it. */
export const addressesOf = (given: string | DatabaseAddresses): DatabaseAddresses =>
  typeof given === 'string' ? { url: given, ownerUrl: given } : given;

/** Value of a setting as an option of a connection: a space or backslash in it is escaped. */
const escaped = (value: string): string => value.replaceAll(/[\\ ]/g, String.raw`\$&`);

/** The address whose connections have these settings from the start. */
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
