import { z } from 'zod';
import type { CommandUnderWay } from './command-audit.js';
import { resolve } from 'node:path';
import type { FolderUse } from '@regieboek/embedded-postgres';
import { languageOf, parseDay, type Day } from '@regieboek/kernel';
import type { InboxSettings } from '../inbox/inbox-settings.js';
import {
  accessVariables,
  auditVariables,
  hostNames,
  logFormats,
  logInVariables,
  logLevels,
  ratesOf,
  rateVariables,
  settingsFrom,
  SettingsFault,
  unlessBlank,
  upgradeVariables,
  type RateLimits,
} from '@regieboek/platform';

/** Settings of a process, from its environment and its command line. */
export interface Settings {
  /** Command that is recorded in the audit log; undefined: none, as for the server and the demo. */
  readonly command?: CommandUnderWay;
  readonly port: number;
  readonly host: string;
  /** Names under which the server is reached, beside those of this machine. */
  readonly hosts: readonly string[];
  /** Gateway that authenticates users; undefined: none. */
  readonly behindGateway: string | undefined;
  /** Log-in file with the issuers; undefined: nobody logs in, unless at the demo's own provider. */
  readonly logInFile: string | undefined;
  /** Address of the server as browsers reach it; undefined: as requests name it, on this machine. */
  readonly address: string | undefined;
  /** Whether some decisions need a second person; undefined: where there is a log-in file. */
  readonly fourEyes: boolean | undefined;
  /** Requests a minute of one sender. */
  readonly rates: RateLimits;
  /** Addresses of reverse proxies, whose X-Forwarded-For counts. */
  readonly proxies: readonly string[];
  /** Years that entries of the audit log are kept. */
  readonly auditYears: number;
  /** Log in at the identity provider of the demo, which this process starts. */
  readonly demoLogIn: boolean;
  /** Whether the settings state that nobody logs in. */
  readonly noLogIn: boolean;
  readonly dataDir: string;
  /** Folders through which files are exchanged; undefined: none. */
  readonly exchange: InboxSettings | undefined;
  /** Accepts a data folder that was moved, or a database that was restored from another ledger. */
  readonly adopt: boolean;
  /** Whether the tables of an older version may be changed. */
  readonly upgrade: boolean;
  /** Opens a ledger into which a backup is being restored; only a restore does. */
  readonly restoring?: boolean;
  /** Refuses a database without a ledger instead of making one. */
  readonly mustExist?: boolean;
  /** How the data folder is used: shared with other processes unless given. */
  readonly use?: FolderUse;
  readonly databaseUrl: string | undefined;
  /** User of the same database for migrations; undefined: the user of `databaseUrl`. */
  readonly ownerUrl: string | undefined;
  /** EventStoreDB that keeps the event log; undefined: the database does. */
  readonly eventLogUrl: string | undefined;
  /** First part of the names of the streams in EventStoreDB. */
  readonly eventLogPrefix: string;
  readonly vaultKey: string | undefined;
  /** Day to use as today, for demos and replays; undefined: the clock. */
  readonly today: Day | undefined;
}

const DEFAULT_PORT = 3000;

const environment = z.object({
  PORT: unlessBlank(
    z
      .string()
      .refine((text) => /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535, 'a port number from 0 to 65535')
      .transform(Number)
      .default(DEFAULT_PORT),
  ),
  HOST: unlessBlank(z.string().default('127.0.0.1')),
  REGIEBOEK_BEHIND_GATEWAY: unlessBlank(z.string().max(200, 'at most 200 characters').optional()),
  REGIEBOEK_HOSTS: unlessBlank(hostNames),
  ...logInVariables,
  ...accessVariables,
  ...rateVariables,
  ...auditVariables,
  ...upgradeVariables,
  REGIEBOEK_DATA_DIR: unlessBlank(z.string().optional()),
  DATABASE_URL: unlessBlank(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'an address that starts with postgres://')
      .optional(),
  ),
  DATABASE_OWNER_URL: unlessBlank(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'an address that starts with postgres://')
      .optional(),
  ),
  EVENT_LOG_URL: unlessBlank(
    z
      .string()
      .regex(/^(esdb|esdb\+discover|kurrentdb):\/\//, 'an address that starts with esdb:// or esdb+discover://')
      .optional(),
  ),
  EVENT_LOG_PREFIX: unlessBlank(
    z
      .string()
      .regex(/^[A-Za-z0-9_]{1,40}$/, 'at most 40 letters, digits and _')
      .default('regieboek'),
  ),
  REGIEBOEK_VAULT_KEY: unlessBlank(
    z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits')
      .optional(),
  ),
  REGIEBOEK_INBOX: unlessBlank(z.string().optional()),
  REGIEBOEK_OUTBOX: unlessBlank(z.string().optional()),
  REGIEBOEK_INBOX_CLIENT: unlessBlank(
    z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9._-]{0,79}$/, 'at most 80 letters, digits, dots, - and _, starting with a letter')
      .default('inbox'),
  ),
  LOG_LEVEL: unlessBlank(z.enum(logLevels, logLevels.join(', ')).optional()),
  LOG_FORMAT: unlessBlank(z.enum(logFormats, logFormats.join(' or ')).optional()),
  OTEL_EXPORTER_OTLP_ENDPOINT: unlessBlank(
    z
      .string()
      .regex(/^https?:\/\//, 'an address that starts with http:// or https://')
      .optional(),
  ),
  REGIEBOEK_TODAY: unlessBlank(
    z
      .string()
      .refine((text) => parseDay(text) !== undefined, 'a calendar date yyyy-mm-dd')
      .transform((text) => parseDay(text))
      .optional(),
  ),
});

const DEFAULT_FOLDER = '.regieboek';

/** Folders of the exchange. Throws SettingsFault for an outbox without an inbox. */
function exchangeOf(
  data: z.output<typeof environment>,
  { inbox = data.REGIEBOEK_INBOX, outbox = data.REGIEBOEK_OUTBOX }: GivenSettings,
  { REGIEBOEK_LANG }: NodeJS.ProcessEnv,
): InboxSettings | undefined {
  if (inbox === undefined) {
    if (outbox === undefined) return undefined;
    throw new SettingsFault('REGIEBOEK_OUTBOX or --outbox needs an inbox: set REGIEBOEK_INBOX or --inbox too');
  }
  // Reasons are read by people in Dutch organisations, whatever the locale of the server.
  const language = REGIEBOEK_LANG ? languageOf({ REGIEBOEK_LANG }) : 'nl';
  return { inbox: resolve(inbox), outbox: outbox && resolve(outbox), client: data.REGIEBOEK_INBOX_CLIENT, language };
}

/** Settings of the command line. */
type GivenSettings = Partial<Settings> & { readonly inbox?: string; readonly outbox?: string };

/** Place of the ledger, and permitted changes to it. */
const ledgerOf = (data: z.output<typeof environment>, given: GivenSettings) => ({
  dataDir: given.dataDir ?? data.REGIEBOEK_DATA_DIR ?? DEFAULT_FOLDER,
  adopt: given.adopt ?? false,
  upgrade: given.upgrade ?? data.REGIEBOEK_UPGRADE,
  databaseUrl: given.databaseUrl ?? data.DATABASE_URL,
  ownerUrl: given.ownerUrl ?? data.DATABASE_OWNER_URL,
  eventLogUrl: given.eventLogUrl ?? data.EVENT_LOG_URL,
  eventLogPrefix: given.eventLogPrefix ?? data.EVENT_LOG_PREFIX,
});

/** Settings from environment variables, with those of the command line before them. Throws SettingsFault naming all. */
export function readSettings(variables: NodeJS.ProcessEnv, given: GivenSettings = {}): Settings {
  const data = settingsFrom(environment, variables);
  const port = given.port ?? data.PORT;
  return {
    port,
    host: data.HOST,
    hosts: data.REGIEBOEK_HOSTS,
    behindGateway: given.behindGateway ?? data.REGIEBOEK_BEHIND_GATEWAY,
    logInFile: data.REGIEBOEK_LOGIN_FILE,
    address: data.REGIEBOEK_ADDRESS,
    fourEyes: given.fourEyes ?? data.REGIEBOEK_FOUR_EYES,
    rates: ratesOf(data),
    proxies: data.REGIEBOEK_PROXIES,
    auditYears: data.REGIEBOEK_AUDIT_YEARS,
    demoLogIn: given.demoLogIn ?? false,
    noLogIn: given.noLogIn ?? false,
    exchange: exchangeOf(data, given, variables),
    ...ledgerOf(data, given),
    vaultKey: data.REGIEBOEK_VAULT_KEY,
    today: given.today ?? data.REGIEBOEK_TODAY,
  };
}
