import type { FastifyRequest } from 'fastify';
import type { Problem } from '../http/problems/problem.js';
import type { Authenticator } from './authenticator.js';
import type { OpenSessions } from './open-sessions.js';

/** Redirect of a browser, with its cookies. */
export interface Sent {
  readonly location: string;
  /** Values of Set-Cookie headers. */
  readonly cookies: readonly string[];
}

/** Wishes of somebody who logs in. */
export interface LogInAsked {
  /** Name of the issuer, where there are several. */
  readonly issuer?: string;
  /** Region to log in for, in place of the issuer. */
  readonly region?: string;
  /** Path of this server to go to afterwards. */
  readonly returnTo?: string;
  /** True when the provider must ask for credentials, even if the person is logged in there. */
  readonly again?: boolean;
}

/** The session of a request. */
export interface CurrentSession {
  /** Its id in lists. */
  readonly id: string;
  /** Milliseconds since 1970: when the person gave credentials to the provider; null where it did not tell. */
  readonly authenticatedAt: number | null;
}

/** Log-in of people with a browser at an identity provider. */
export interface LogIn extends Authenticator {
  /** Begins a log-in. Throws a Problem (400) for an issuer that is not known, and a Refusal (unavailable) while it is away. */
  begin(request: FastifyRequest, asked: LogInAsked): Promise<Sent>;
  /** Completes a log-in after the redirect back. Throws a Problem (401, 403) when it is not accepted. */
  complete(request: FastifyRequest): Promise<Sent>;
  /** Ends the session of a browser; the location ends that of the provider. */
  end(request: FastifyRequest): Promise<Sent>;
  endOf(request: FastifyRequest): Promise<Problem | undefined>;
  /** The session of a request; undefined when it has none. */
  sessionOf(request: FastifyRequest): Promise<CurrentSession | undefined>;
  /** Sessions of everybody, for lists of them. */
  readonly sessions: OpenSessions;
  close(): Promise<void>;
}
