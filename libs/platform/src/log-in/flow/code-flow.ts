import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { grantsOf } from '@regieboek/access';
import { Problem } from '../../http/problems/problem.js';
import type { NewSession } from '../sessions/sessions.js';
import type { Issuer, People } from '../settings/log-in-file.js';
import { LOG_IN_WITHIN_MS, type PendingLogIn } from './pending.js';
import { logInFault } from './provider-faults.js';
import type { ProviderClient, Providers } from './providers.js';
import { authenticatedAtOf, mustBeRecent } from './recent.js';
import { hadSecondFactor } from './second-factor.js';

/** An issuer at which people log in. */
export type PeopleIssuer = Issuer & { readonly people: People };

const clientOf = ({ name, issuer, people }: PeopleIssuer): ProviderClient => ({ name, issuer, ...people });

/** Options of a new log-in. */
interface BeginOptions {
  /** Path of this server to go to afterwards. */
  readonly returnTo: string;
  /** Whether the provider must ask for credentials again. */
  readonly again: boolean;
}

/** Log-in by authorization code with PKCE, state and nonce (OpenID Connect). */
export class CodeFlow {
  constructor(
    private readonly providers: Providers,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Address of the provider to which the browser is sent, and the pending log-in. `again`: the provider must ask for credentials,
   * also from a person who is logged in there. Throws ProviderAway.
   */
  async begin(issuer: PeopleIssuer, redirectUri: string, { returnTo, again }: BeginOptions) {
    const provider = await this.providers.of(clientOf(issuer));
    const { scope, mfa } = issuer.people;
    const pending: PendingLogIn = {
      ...{ issuer: issuer.name, state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() },
      ...{ returnTo, again, expiresAt: this.now() + LOG_IN_WITHIN_MS },
    };
    const url = buildAuthorizationUrl(provider, {
      ...{ redirect_uri: redirectUri, scope, state: pending.state, nonce: pending.nonce },
      code_challenge: await calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      ...(mfa !== 'at-provider' && mfa.acr.length > 0 ? { acr_values: mfa.acr.join(' ') } : {}),
      ...(again ? { prompt: 'login', max_age: '0' } : {}),
    });
    return { url, pending };
  }

  /** The session of a log-in that the provider sent back. Throws ProviderAway, and a Problem (401, 403) for an invalid log-in. */
  async complete(issuer: PeopleIssuer, cameBack: URL, pending: PendingLogIn): Promise<NewSession> {
    try {
      const provider = await this.providers.of(clientOf(issuer));
      const tokens = await authorizationCodeGrant(provider, cameBack, {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      });
      const idClaims = tokens.claims();
      if (!idClaims || tokens.id_token === undefined) throw new Error('no ID token');
      const further = issuer.people.userinfo ? await fetchUserInfo(provider, tokens.access_token, idClaims.sub) : {};
      const authenticatedAt = authenticatedAtOf(idClaims, this.now());
      if (pending.again) mustBeRecent(authenticatedAt, this.now(), issuer.name);
      return { ...sessionOf(issuer, { ...further, ...idClaims }, tokens.id_token), authenticatedAt };
    } catch (error) {
      throw logInFault(error, issuer.name);
    }
  }

  /** Address at which the browser ends the session of the provider too; undefined when the provider has none or does not respond. */
  async endAt(issuer: PeopleIssuer, idToken: string, returnTo: string): Promise<string | undefined> {
    try {
      const provider = await this.providers.of(clientOf(issuer));
      return buildEndSessionUrl(provider, { id_token_hint: idToken, post_logout_redirect_uri: returnTo }).href;
    } catch {
      return undefined;
    }
  }
}

function sessionOf(
  { name, issuer, people, regions }: PeopleIssuer,
  claims: Readonly<Record<string, unknown>> & { readonly sub: string },
  idToken: string,
): Omit<NewSession, 'authenticatedAt'> {
  if (!hadSecondFactor(claims, people.mfa))
    throw new Problem(
      403,
      'second-factor-missing',
      `this log-in had no second factor, which Regieboek demands: set one up at ${name}, and log in again`,
    );
  const { claims: paths, roleNames } = people;
  const given = grantsOf(claims, { claims: paths, roleNames, regions });
  if ('fault' in given) throw new Problem(403, `claims-${given.fault.code}`, given.fault.text);
  return { issuer, subject: claims.sub, grants: given.grants, idToken };
}
