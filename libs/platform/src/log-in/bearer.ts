import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { grantsOfScopes, type Actor } from '@regieboek/access';
import { Problem } from '../http/problems/problem.js';
import { isFailedFetch, ProviderAway } from './flow/provider-faults.js';
import { CLOCK_SKEW_SECONDS, type Providers } from './flow/providers.js';
import { grantsOfScope, type Issuer, type Machines } from './settings/log-in-file.js';

/** An issuer that gives tokens to programs. */
type MachineIssuer = Issuer & { readonly machines: Machines };

const isOfMachines = (issuer: Issuer): issuer is MachineIssuer => issuer.machines !== undefined;

const notValid = (text: string): Problem =>
  new Problem(401, 'token-not-valid', `${text}: get a new token from the token endpoint of the issuer`);

/** Reason why a token is invalid, without any of its content. */
const textOf = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `claim ${error.claim} of the token is not as this server needs it`;
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is signed in a way that is not accepted here';
  return 'the token is not one that this server can trust';
};

const isAway = (error: unknown): boolean => error instanceof errors.JWKSTimeout || isFailedFetch(error);

/** Tokens of programs (JWT): checked for signature, issuer, audience and time with the keys that the issuer publishes. */
export class BearerTokens {
  private readonly issuers: readonly MachineIssuer[];
  private readonly keys = new Map<string, Promise<JWTVerifyGetKey>>();

  constructor(
    issuers: readonly Issuer[],
    private readonly providers: Providers,
    private readonly now: () => number = Date.now,
  ) {
    this.issuers = issuers.filter(isOfMachines);
  }

  /** The actor of a token. Throws a Problem (401) for an invalid token, and ProviderAway while the keys of its issuer are unavailable. */
  async actorOf(token: string): Promise<Actor> {
    const issuer = this.issuerOf(token);
    const { audience, algorithms, scopes } = issuer.machines;
    const payload = await this.verified(token, issuer, { audience, algorithms });
    const { sub, client_id: client } = payload;
    const subject = sub ?? (typeof client === 'string' ? client : undefined);
    if (subject === undefined) throw notValid('the token names no subject');
    const grants = Object.fromEntries(
      Object.entries(scopes).map(([name, given]) => [name, grantsOfScope(given, issuer)]),
    );
    return { subject, issuer: issuer.issuer, kind: 'machine', grants: grantsOfScopes(payload, grants) };
  }

  private issuerOf(token: string): MachineIssuer {
    let named: string | undefined;
    try {
      named = decodeJwt(token).iss;
    } catch {
      throw notValid('this is not a JWT');
    }
    const issuer = this.issuers.find((one) => one.issuer === named);
    if (!issuer) throw notValid('the issuer of the token is not one of the log-in file');
    return issuer;
  }

  private async verified(
    token: string,
    issuer: MachineIssuer,
    { audience, algorithms }: Pick<Machines, 'audience' | 'algorithms'>,
  ): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, await this.keysOf(issuer), {
        ...{ issuer: issuer.issuer, audience, algorithms, clockTolerance: CLOCK_SKEW_SECONDS },
        ...{ requiredClaims: ['exp'], currentDate: new Date(this.now()) },
      });
      return payload;
    } catch (error) {
      if (error instanceof ProviderAway) throw error;
      if (isAway(error)) throw new ProviderAway(issuer.name, error);
      throw notValid(textOf(error));
    }
  }

  private keysOf(issuer: MachineIssuer): Promise<JWTVerifyGetKey> {
    const known = this.keys.get(issuer.issuer) ?? this.discoverKeys(issuer);
    this.keys.set(issuer.issuer, known);
    known.catch(() => this.keys.delete(issuer.issuer));
    return known;
  }

  private async discoverKeys({ name, issuer, machines }: MachineIssuer): Promise<JWTVerifyGetKey> {
    const provider = await this.providers.of({ name, issuer, clientId: machines.audience });
    const { jwks_uri: address } = provider.serverMetadata();
    if (address === undefined) throw notValid('the issuer of the token publishes no keys');
    return createRemoteJWKSet(new URL(address), { timeoutDuration: 5_000 });
  }
}
