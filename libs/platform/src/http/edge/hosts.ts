import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

/** Names under which a server on this machine is always reachable. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Methods that change nothing. */
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Name in a Host header, without its port; undefined when the header is malformed. */
export const hostName = (header: string): string | undefined =>
  /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?$/.exec(header.toLowerCase())?.[1];

const hostsSent = ({ raw }: FastifyRequest): number =>
  raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;

/** Host of an Origin header, with its port if any; undefined for `null` and for a value that is not an origin. */
function originHost(origin: string): { readonly host: string; readonly hostname: string } | undefined {
  return URL.canParse(origin) && /^https?:/.test(origin) ? new URL(origin) : undefined;
}

/** Server name in a request: from its target when that is an absolute address (RFC 9112, 3.2.2), otherwise from Host. */
const nameAsked = ({ raw, headers }: FastifyRequest): string | undefined => {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(raw.url ?? '')?.[1];
  const host = headers.host ?? '';
  return authority !== undefined && hostName(authority) !== hostName(host) ? undefined : hostName(host);
};

/** Throws a Problem (400, 421) unless the request names this server exactly once. */
function checkHost(request: FastifyRequest, own: ReadonlySet<string>): void {
  if (hostsSent(request) > 1) throw new Problem(400, 'two-hosts', 'the request has two Host headers: send one');
  const name = nameAsked(request);
  if (name !== undefined && (LOOPBACK.has(name) || own.has(name))) return;
  throw new Problem(
    421,
    'misdirected',
    'this server does not accept the name in Host: use localhost, or add the name to REGIEBOEK_HOSTS',
  );
}

/** Throws a Problem (403) for a write that a page of another site sends through a browser. */
function checkOrigin({ method, headers }: FastifyRequest, own: ReadonlySet<string>): void {
  if (READING.has(method)) return;
  const { origin } = headers;
  const from = origin === undefined ? undefined : originHost(origin);
  const isOurs =
    origin === undefined ||
    (from !== undefined && (from.host === headers.host?.toLowerCase() || own.has(from.hostname)));
  const site = String(headers['sec-fetch-site'] ?? 'none').toLowerCase();
  if (isOurs && (site === 'none' || site === 'same-origin')) return;
  throw new Problem(403, 'foreign-origin', 'requests from a page of another site may not change data');
}

/**
 * Throws a Problem (403) for a write unless the browser states that it comes from a page of this server. For requests with a
 * cookie, which a browser adds to every request. `address`: the address that browsers use, when a proxy changes Host.
 */
export function mustBeOwnPage({ method, headers }: FastifyRequest, address?: string): void {
  if (READING.has(method)) return;
  const { origin } = headers;
  const isOwn =
    origin === undefined
      ? headers['sec-fetch-site'] === 'same-origin'
      : origin === address || originHost(origin)?.host === headers.host?.toLowerCase();
  if (isOwn) return;
  throw new Problem(
    403,
    'foreign-origin',
    'a write with a session needs the Origin of this server: send it from its own pages',
  );
}

/**
 * Accepts only requests that name this server: a web page elsewhere can neither read through its own name (DNS rebinding) nor
 * write through the browser of a user who can reach the server. `names`: further names of the server.
 */
export function guardHosts(server: FastifyInstance, names: readonly string[]): void {
  const own = new Set(names.map((name) => name.toLowerCase()));
  server.addHook('onRequest', async (request) => {
    checkHost(request, own);
    checkOrigin(request, own);
  });
}
