import type { LogInFile } from '@regieboek/platform/log-in';
import { DEMO_SCOPE, startDemoProvider, type DemoProvider } from './provider.js';
import { demoUsers, type DemoRegion } from './users.js';

export type { DemoRegion };

/** Variable in which the log-in finds the secret of its client at the demo's provider. */
const SECRET = 'REGIEBOEK_DEMO_LOGIN_SECRET';

/** The demo's identity provider with the log-in file that leads to it. */
export interface DemoLogIn {
  readonly file: LogInFile;
  readonly variables: NodeJS.ProcessEnv;
  readonly provider: DemoProvider;
}

/** Starts the demo's identity provider, with users for the regions that the ledger has whenever somebody logs in. */
export async function startDemoLogIn(regions: () => Promise<readonly DemoRegion[]>): Promise<DemoLogIn> {
  const provider = await startDemoProvider(async () => demoUsers(await regions()));
  const { issuer, clientId, clientSecret } = provider;
  const people = {
    ...{ clientId, clientSecretVariable: SECRET, scope: DEMO_SCOPE, userinfo: false, roleNames: {} },
    claims: { roles: 'roles', region: 'region', municipality: 'municipality', provider: 'provider' },
    mfa: { acr: [], amr: ['demo'] },
  };
  const file: LogInFile = { format: 'regieboek-log-in/1', issuers: [{ issuer, name: 'demo', regions: ['*'], people }] };
  return { file, variables: { [SECRET]: clientSecret }, provider };
}
