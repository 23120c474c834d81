const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** An error and its causes, outermost first; the client library wraps the error of its last retry. */
function* causesOf(error: unknown): Generator<Error> {
  for (let one = error; one instanceof Error; one = one.cause) yield one;
}

/** Remedy for an error of the client library; undefined when a retry is enough. */
export function remedyOf(error: unknown): string | undefined {
  for (const one of causesOf(error)) {
    if (one.name === 'KafkaJSSASLAuthenticationError')
      return 'the broker refuses the credentials: check the mechanism, the user and the password';
    if ('code' in one && typeof one.code === 'string' && untrusted.has(one.code))
      return `the broker's certificate is not trusted (${one.code}): provide the file with the certificates of its authority, and address the broker by a name in its certificate`;
  }
  return undefined;
}
