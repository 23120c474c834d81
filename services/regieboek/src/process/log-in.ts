import { QueryBus } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import { ListContracts, ListRegions } from '@regieboek/contracts';
import { checkAddress, isLoopback, SettingsFault, type LogIn } from '@regieboek/platform';
import type { DemoRegion } from '../demo-log-in/index.js';
import type { OpenResources } from './resources.js';
import type { Settings } from './settings.js';

type LogInSettings = Pick<Settings, 'host' | 'behindGateway' | 'logInFile' | 'address' | 'demoLogIn' | 'noLogIn'>;

function faultOf({ host, logInFile, address, demoLogIn, noLogIn }: LogInSettings): string | undefined {
  const ways = [
    logInFile !== undefined && 'REGIEBOEK_LOGIN_FILE',
    demoLogIn && '--demo-login',
    noLogIn && '--no-login',
  ].filter((way) => way !== false);
  if (ways.length > 1) return `${ways.join(' and ')} contradict each other: give one of them`;
  if (demoLogIn && process.env['NODE_ENV'] === 'production')
    return '--demo-login has no passwords, and NODE_ENV is production: set REGIEBOEK_LOGIN_FILE instead';
  if (demoLogIn && !isLoopback(host))
    return '--demo-login has no passwords, and HOST can be reached by others: leave HOST out, or set REGIEBOEK_LOGIN_FILE instead';
  if (logInFile === undefined) return undefined;
  if (address === undefined && !isLoopback(host))
    return 'REGIEBOEK_ADDRESS must be set: the address under which browsers reach this server, for the log-in';
  return undefined;
}

/** Throws SettingsFault when other machines can reach the server without a log-in, or when log-in settings contradict each other. */
export function checkLogIn(settings: LogInSettings): void {
  const fault = faultOf(settings);
  if (fault !== undefined) throw new SettingsFault(fault);
  checkAddress({ ...settings, hasLogIn: settings.logInFile !== undefined });
}

/** Regions of the ledger with their municipalities and providers, for the users of the demo. */
async function demoRegions(context: INestApplicationContext | undefined): Promise<DemoRegion[]> {
  const queries = context?.get(QueryBus, { strict: false });
  const regions = (await queries?.execute(new ListRegions())) ?? [];
  return Promise.all(
    regions.map(async ({ region, name, municipalities }) => {
      const contracts = (await queries?.execute(new ListContracts(region))) ?? [];
      const current = municipalities.filter(({ to }) => to === null);
      return {
        ...{ region, name },
        municipalities: current.map((one) => ({ code: one.code, name: one.name })),
        providers: contracts.map((one) => ({ code: one.provider, name: one.name })),
      };
    }),
  );
}

/** Log-in of the server; undefined when nobody logs in. What it needs is loaded only then. */
export async function openLogInOf(
  settings: Settings,
  { database, cipher }: OpenResources,
  application: () => INestApplicationContext | undefined,
): Promise<LogIn | undefined> {
  const { logInFile, address, demoLogIn } = settings;
  if (logInFile === undefined && !demoLogIn) return undefined;
  const { openLogIn, readLogInFile } = await import('@regieboek/platform/log-in');
  const common = { database, cipher, address, service: 'regieboek' };
  if (logInFile !== undefined) return openLogIn({ ...common, file: readLogInFile(logInFile), variables: process.env });
  const { startDemoLogIn } = await import('../demo-log-in/index.js');
  const { file, variables, provider } = await startDemoLogIn(() => demoRegions(application()));
  const logIn = await openLogIn({ ...common, file, variables });
  return closingBoth(logIn, provider);
}

/** A log-in that ends its provider with it. */
function closingBoth(logIn: LogIn, provider: { close(): Promise<void> }): LogIn {
  return {
    authenticate: (request) => logIn.authenticate(request),
    begin: (request, asked) => logIn.begin(request, asked),
    complete: (request) => logIn.complete(request),
    end: (request) => logIn.end(request),
    sessionOf: (request) => logIn.sessionOf(request),
    endOf: (request) => logIn.endOf(request),
    sessions: logIn.sessions,
    async close() {
      await logIn.close();
      await provider.close();
    },
  };
}

/** One line for the terminal about who can log in. */
export function logInBanner({ logInFile, demoLogIn, noLogIn, behindGateway }: LogInSettings, url: string): string {
  if (demoLogIn) return `log in as an invented user: ${url}/v1/session/log-in`;
  if (logInFile !== undefined) return `log in at ${url}/v1/session/log-in`;
  if (behindGateway) return `nobody logs in: everybody ${behindGateway} lets through has every role in every region`;
  const meant = noLogIn ? '' : '; --demo-login lets you log in as invented users, --no-login says that this is meant';
  return `NOBODY LOGS IN: everybody who reaches this address has every role in every region${meant}`;
}
