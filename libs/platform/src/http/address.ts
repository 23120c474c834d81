import { isIP, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { SettingsFault } from '../settings-fault.js';

/** IP address of the client; when a proxy sent text that is not an address, the address of the connection. */
export const addressOf = ({ ip, socket }: FastifyRequest): string =>
  isIP(ip) === 0 ? (socket.remoteAddress ?? 'unknown') : ip;

/** Whether a host name or address is reachable from this machine only. */
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
      `HOST ${isIPv6(host) ? `[${host}]` : host} is reachable by others, and nobody would have to log in: omit HOST, set REGIEBOEK_LOGIN_FILE,`,
      'or place a gateway in front that authenticates users, and name it with --behind-gateway <name> or REGIEBOEK_BEHIND_GATEWAY',
    ].join(' '),
  );
}
