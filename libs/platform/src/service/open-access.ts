import { everybodyIsLocal, type Authenticator } from '../access/index.js';
import type { LogIn } from '../access/log-in.js';
import { isLoopback } from '../http/address.js';
import type { Resources } from '../platform.module.js';
import { SettingsFault } from '../settings-fault.js';
import { byInternalToken } from './internal-token.js';
import type { TokenSource } from './remote-identities.js';
import type { ServiceSettings } from './variables.js';

/** How a service authenticates its callers, and itself to others. */
export interface ServiceAccess {
  readonly logIn: LogIn | undefined;
  readonly authenticator: Authenticator;
  readonly tokenOf: TokenSource;
}

/** Settings of a service that its log-in needs. */
interface Caller<Settings> {
  readonly name: string;
  readonly callsOthers?: true;
  internalToken?(settings: Settings): string | undefined;
}

/** Without a log-in file, services know each other by a secret that they share. */
function byToken(token: string | undefined): ServiceAccess {
  return {
    logIn: undefined,
    authenticator: token === undefined ? everybodyIsLocal : byInternalToken(token),
    async tokenOf() {
      if (token === undefined) throw new SettingsFault('this service has no token to call others with');
      return token;
    },
  };
}

/**
 * Opens the log-in of a service by its settings; what it needs is loaded only when there is a log-in file. Throws SettingsFault
 * when the file cannot be used, or names no client for calls that the service makes.
 */
export async function openAccess<Settings extends ServiceSettings>(
  service: Caller<Settings>,
  settings: Settings,
  { database, cipher }: Pick<Resources, 'database' | 'cipher'>,
  variables: NodeJS.ProcessEnv,
): Promise<ServiceAccess> {
  const { REGIEBOEK_LOGIN_FILE: path, REGIEBOEK_ADDRESS: address, HOST } = settings;
  if (path === undefined) return byToken(service.internalToken?.(settings));
  if (address === undefined && !isLoopback(HOST))
    throw new SettingsFault(
      'REGIEBOEK_ADDRESS must be set: the address under which browsers reach this service, for the log-in',
    );
  const { openLogIn, readLogInFile, serviceTokens } = await import('../log-in/index.js');
  const file = readLogInFile(path);
  const { tokenOf } = service.callsOthers ? { tokenOf: serviceTokens(file, variables) } : byToken(undefined);
  const logIn = await openLogIn({
    ...{ file, database, cipher, address, variables },
    service: `regieboek-${service.name}`,
  });
  return { logIn, authenticator: logIn, tokenOf };
}
