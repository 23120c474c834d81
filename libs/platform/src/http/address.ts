import { isIP, isIPv6 } from 'node:net';
import { SettingsFault } from '../settings-fault.js';

/** Whether a host is this machine alone. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** Address of a server, and its access control. */
export interface Address {
  readonly host: string;
  /** Component that authenticates users; undefined: none. */
  readonly behindGateway: string | undefined;
  /** Whether the process has a log-in of its own. */
  readonly hasLogIn?: boolean;
}

/**
 * Throws SettingsFault for an address that is reachable from other machines while nothing authenticates users.
 */
export function checkAddress({ host, behindGateway, hasLogIn = false }: Address): void {
  if (isLoopback(host) || hasLogIn || (behindGateway ?? '').trim() !== '') return;
  throw new SettingsFault(
    [
      `HOST ${isIPv6(host) ? `[${host}]` : host} can be reached by others, and nobody would have to log in: leave HOST out, set REGIEBOEK_LOGIN_FILE,`,
      'or put a gateway before it that checks who comes in, and say which with --behind-gateway <who> or REGIEBOEK_BEHIND_GATEWAY',
    ].join(' '),
  );
}
