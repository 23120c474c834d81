import {
  allowInsecureRequests,
  ClientSecretBasic,
  clockTolerance,
  discovery,
  None,
  type Configuration,
} from 'openid-client';
import { ProviderAway } from './provider-faults.js';
import { secretOf } from '../settings/log-in-file.js';

/** Difference between clocks that is accepted, in seconds. */
export const CLOCK_SKEW_SECONDS = 120;

/** Seconds in which a provider has to answer. */
const ANSWER_WITHIN_SECONDS = 5;

/** A client of this process at a provider. */
export interface ProviderClient {
  /** Name in problems. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretVariable?: string | undefined;
}

/** Providers by client. Their configuration is requested at the first use, and again after a failure. */
export class Providers {
  private readonly known = new Map<string, Promise<Configuration>>();

  constructor(private readonly variables: NodeJS.ProcessEnv) {}

  /** Configuration of a provider for a client. Throws ProviderAway. */
  of(client: ProviderClient): Promise<Configuration> {
    const key = `${client.issuer}\n${client.clientId}`;
    const known = this.known.get(key) ?? this.discover(client);
    this.known.set(key, known);
    return known.catch((error: unknown) => {
      if (this.known.get(key) === known) this.known.delete(key);
      throw new ProviderAway(client.name, error);
    });
  }

  private async discover(client: ProviderClient): Promise<Configuration> {
    const { issuer, clientId } = client;
    const secret = secretOf(client, this.variables);
    const metadata = { [clockTolerance]: CLOCK_SKEW_SECONDS };
    return discovery(new URL(issuer), clientId, metadata, secret === undefined ? None() : ClientSecretBasic(secret), {
      timeout: ANSWER_WITHIN_SECONDS,
      // Only on this machine: the log-in file accepts http nowhere else.
      execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [],
    });
  }
}
