import { clientCredentialsGrant } from 'openid-client';
import { secretOf, type LogInFile } from './settings/log-in-file.js';
import { SettingsFault } from '../settings-fault.js';
import { ProviderAway } from './flow/provider-faults.js';
import { Providers } from './flow/providers.js';

/** Seconds before its end at which a token is replaced. */
const EARLY_SECONDS = 30;

/**
 * Tokens by which this process calls other services (client credentials): one is used until shortly before it ends. Throws
 * SettingsFault when the log-in file names no client for it.
 */
export function serviceTokens(
  { services, issuers }: LogInFile,
  variables: NodeJS.ProcessEnv,
  now: () => number = Date.now,
): () => Promise<string> {
  const issuer = issuers.find(({ name }) => name === services?.issuer);
  if (!services || !issuer)
    throw new SettingsFault(
      'the log-in file has no services with the name of one of its issuers: this service calls others with a token of that issuer',
    );
  secretOf(services, variables);
  const providers = new Providers(variables);
  const client = { ...services, name: issuer.name, issuer: issuer.issuer };
  let held: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (held && now() < held.until) return held.token;
    const provider = await providers.of(client);
    try {
      const { access_token: token, expires_in: seconds = EARLY_SECONDS } = await clientCredentialsGrant(provider, {
        scope: services.scope,
      });
      held = { token, until: now() + (seconds - EARLY_SECONDS) * 1_000 };
      return token;
    } catch (error) {
      throw new ProviderAway(issuer.name, error);
    }
  };
}
