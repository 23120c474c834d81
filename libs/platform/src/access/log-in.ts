import type { FastifyRequest } from 'fastify';
import type { Authenticator } from './authenticator.js';
import type { OpenSessions } from './open-sessions.js';

/** Redirect of a browser, with its cookies. */
export interface Sent {
  readonly location: string;
  /** Values of Set-Cookie headers. */
  readonly cookies: readonly string[];
}

/** Log-in of people with a browser at an identity provider. */
export interface LogIn extends Authenticator {
  /** Begins a log-in. Throws a Problem (400) for an issuer that is not known, and a Refusal (unavailable) while it is away. */
  begin(request: FastifyRequest, asked: { issuer?: string; region?: string; returnTo?: string }): Promise<Sent>;
  /** Completes a log-in after the redirect back. Throws a Problem (401, 403) when it is not accepted. */
  complete(request: FastifyRequest): Promise<Sent>;
  /** Ends the session of a browser; the location ends that of the provider. */
  end(request: FastifyRequest): Promise<Sent>;
  /** Id of the session of a request; undefined when it has none. */
  sessionOf(request: FastifyRequest): Promise<string | undefined>;
  /** Sessions of everybody, for lists of them. */
  readonly sessions: OpenSessions;
  close(): Promise<void>;
}
