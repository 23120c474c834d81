import { join } from 'node:path';
import { z } from 'zod';
import { parseDay, type Day } from '@regieboek/kernel';
import { settingsFrom, unlessBlank } from '@regieboek/platform';

/** What a process is told by its environment and its command line. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly vaultKey: string | undefined;
  /** A day to take for today, for demos and replays; undefined: the clock. */
  readonly today: Day | undefined;
}

export const DEFAULT_PORT = 3000;

const environment = z.object({
  PORT: unlessBlank(
    z
      .string()
      .refine((text) => /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535, 'a port number, 0 to 65535')
      .transform(Number)
      .default(DEFAULT_PORT),
  ),
  HOST: unlessBlank(z.string().default('127.0.0.1')),
  REGIEBOEK_DATA_DIR: unlessBlank(z.string().optional()),
  DATABASE_URL: unlessBlank(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'an address that begins with postgres://')
      .optional(),
  ),
  REGIEBOEK_VAULT_KEY: unlessBlank(
    z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits')
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

/** A server on another port than the usual one has a data folder of its own, so that both can run at the same time. */
const defaultFolder = (port: number): string =>
  port === DEFAULT_PORT ? '.regieboek' : join('.regieboek', `port-${port}`);

/** Settings from environment variables, with those of the command line before them. Throws SettingsFault naming all. */
export function readSettings(variables: NodeJS.ProcessEnv, given: Partial<Settings> = {}): Settings {
  const data = settingsFrom(environment, variables);
  const port = given.port ?? data.PORT;
  return {
    port,
    host: data.HOST,
    dataDir: given.dataDir ?? data.REGIEBOEK_DATA_DIR ?? defaultFolder(port),
    databaseUrl: given.databaseUrl ?? data.DATABASE_URL,
    vaultKey: data.REGIEBOEK_VAULT_KEY,
    today: given.today ?? data.REGIEBOEK_TODAY,
  };
}
