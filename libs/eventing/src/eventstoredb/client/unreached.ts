import { textOf } from './connection-string.js';
import type { Address } from './connection-string.js';

/** Patterns of socket, name and certificate errors with their explanation; the first match is used. */
const reasons: readonly (readonly [RegExp, (node: string, host: string) => string])[] = [
  [
    /ENOTFOUND|EAI_AGAIN|ENODATA|Name resolution failed/,
    (_, host) => `Host ${host} is not found: check the host in the connection string.`,
  ],
  [
    /altnames|ERR_TLS_CERT_ALTNAME_INVALID/i,
    (node, host) => `The certificate of ${node} is not valid for ${host}: connect with a name in the certificate.`,
  ],
  [
    /certificate has expired|CERT_HAS_EXPIRED|not yet valid/i,
    (node) => `The certificate of ${node} has expired: renew it.`,
  ],
  [
    /self.signed|certificate|CERT_/i,
    (node) => `The certificate of ${node} is not trusted: set tlsCAFile to the file of its certificate authority.`,
  ],
  [
    /wrong version number|EPROTO|packet length too long/i,
    (node) => `${node} does not speak TLS: check the port, or set tls=false if that is intended.`,
  ],
  [/ECONNREFUSED/, (node) => `${node} refuses connections: check that the server is running, and the port.`],
  [/EHOSTUNREACH|ENETUNREACH|ENETDOWN/, (node) => `The network has no route to ${node}: check the network.`],
];

const detailsIn = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${'details' in error ? String(error.details) : ''}` : '';

/** Explains why a node is unreachable and how to fix it, based on the library's error. */
export function unreachedReason(error: unknown, address: Address): string {
  const [, say] = reasons.find(([pattern]) => pattern.test(detailsIn(error))) ?? [];
  return say?.(textOf(address), address.host) ?? `EventStoreDB at ${textOf(address)} cannot be reached.`;
}
