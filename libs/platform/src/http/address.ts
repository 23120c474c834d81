import { isIP, isIPv6 } from 'node:net';
import { SettingsFault } from '../settings-fault.js';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** Address of a server, and its access control. */
export interface Address {
  readonly host: string;
  /** Component that authenticates users; undefined: none. */
  readonly behindGateway: string | undefined;
}

/**
 * Throws SettingsFault for an address that is reachable from other machines while nothing authenticates users: the API has no
 * log-in of its own.
 */
export function checkAddress({ host, behindGateway }: Address): void {
  if (isLoopback(host) || (behindGateway ?? '').trim() !== '') return;
  throw new SettingsFault(
    [
      `HOST ${isIPv6(host) ? `[${host}]` : host} is reachable by others, and this API has no authentication: omit HOST, or place a gateway in front that`,
      'authenticates users, and name it with --behind-gateway <name> or REGIEBOEK_BEHIND_GATEWAY',
    ].join(' '),
  );
}
