import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseDay } from '@regieboek/kernel';
import { hostName } from '../http/edge/hosts.js';
import { logFormats, logLevels } from '../logging/logger.js';
import { unlessBlank } from '../settings-fault.js';

/** Entry of a variable in `.env.example`. */
export interface VariableNote {
  readonly description: string;
  /** Example value; empty for secrets and for optional variables. */
  readonly example?: string;
}

const noted = <Schema extends z.ZodType>(schema: Schema, note: VariableNote) => unlessBlank(schema).meta({ ...note });

const address = (schemes: readonly string[]) =>
  z
    .string(`set: an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`)
    .regex(
      new RegExp(`^(${schemes.map((scheme) => scheme.replace('+', '\\+')).join('|')})://`),
      `an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );

const flag = z.enum(['true', 'false'], 'true or false').transform((text) => text === 'true');

/** A port number, of this service unless another is given. */
const port = (usual: number) =>
  z
    .string()
    .refine((text) => /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535, 'a port number, 0 to 65535')
    .transform(Number)
    .default(usual);

const count = (usual: number, max: number) =>
  z
    .string()
    .refine(
      (text) => /^[0-9]{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= max,
      `a whole number, 1 to ${max}`,
    )
    .transform(Number)
    .default(usual);

/** A file with certificates, as its text. */
const certificates = z.string().transform((path, context) => {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch {
    // Said below: a file that cannot be read and one that holds something else have the same remedy.
  }
  context.addIssue({ code: 'custom', message: 'a file that can be read, with certificates in PEM' });
  return z.NEVER;
});

/** Address of Kafka, and the credentials of a service. */
const kafkaVariables = {
  KAFKA_BROKERS: noted(
    z
      .string('set: host:port of one or more brokers, with commas')
      .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/, 'host:port of one or more brokers, with commas')
      .transform((text) => text.split(',')),
    { description: 'Kafka brokers as host:port, with commas.', example: '127.0.0.1:9092' },
  ),
  KAFKA_TLS: noted(flag.default(false), { description: 'Whether Kafka is reached over TLS (true or false).' }),
  KAFKA_CA_FILE: noted(certificates.optional(), {
    description:
      'File with the certificates of the authority of the Kafka brokers (PEM), with KAFKA_TLS; empty: those that Node trusts.',
  }),
  KAFKA_SASL_MECHANISM: noted(
    z.enum(['plain', 'scram-sha-256', 'scram-sha-512'], 'plain, scram-sha-256 or scram-sha-512').optional(),
    { description: 'How this service logs in to Kafka: plain, scram-sha-256 or scram-sha-512; empty for no log-in.' },
  ),
  KAFKA_USERNAME: noted(z.string().optional(), { description: 'User of Kafka.' }),
  KAFKA_PASSWORD: noted(z.string().optional(), { description: 'Password of that user.' }),
  KAFKA_PARTITIONS: noted(count(6, 1_000), {
    description: 'Partitions of every topic: the same for all services, and for as long as the topics exist.',
    example: '6',
  }),
  KAFKA_REPLICATION: noted(
    z
      .string()
      .regex(/^[1-9]\d?$/, 'a whole number, 1 to 99')
      .transform(Number)
      .optional(),
    { description: 'Copies of every topic that is made; empty: as the brokers have it.' },
  ),
};

/** Names of hosts with commas. */
export const hostNames = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((name) => name.trim() || []))
  .refine((names) => names.every((name) => hostName(name) === name.toLowerCase()), 'names of hosts, with commas');

/** Variables of the log-in, of the one process and of every service. */
export const logInVariables = {
  REGIEBOEK_LOGIN_FILE: noted(z.string().max(1_000).optional(), {
    description:
      'Log-in file with the issuers at which people and programs log in (docs/access.md); empty: nobody logs in, on this machine only.',
  }),
  REGIEBOEK_ADDRESS: noted(
    z
      .string()
      .regex(/^https?:\/\/[^/?#\s]+$/, 'an address without a path, such as https://regieboek.example')
      .optional(),
    {
      description:
        'Address under which browsers reach this process, with https; needed with a log-in file, unless on this machine.',
      example: 'https://regieboek.example',
    },
  ),
};

/** Variables of every service in its own process. */
export const everyService = (usualPort: number) => ({
  PORT: noted(port(usualPort), { description: 'Port to serve HTTP on.', example: String(usualPort) }),
  HOST: noted(z.string().default('127.0.0.1'), {
    description: 'Address to serve HTTP on; any other than 127.0.0.1 needs a log-in file, or a gateway before it.',
    example: '127.0.0.1',
  }),
  REGIEBOEK_BEHIND_GATEWAY: noted(z.string().max(200).optional(), {
    description:
      'Who checks who comes in, such as the name of a gateway; without it a service listens on this machine only.',
  }),
  REGIEBOEK_HOSTS: noted(hostNames, {
    description:
      'Names under which the service is reached beside localhost, with commas; a request under another is refused.',
  }),
  ...logInVariables,
  DATABASE_URL: noted(address(['postgres', 'postgresql']), {
    description: 'PostgreSQL 15 or later, UTF8: a database for this service alone.',
    example: 'postgres://regieboek:password@127.0.0.1:5432/regieboek',
  }),
  EVENT_LOG_URL: noted(address(['esdb', 'esdb+discover', 'kurrentdb', 'postgres', 'postgresql']), {
    description: 'The event log that all services share: EventStoreDB (esdb://) or PostgreSQL (postgres://).',
    example: 'esdb://127.0.0.1:2113?tls=false',
  }),
  ...kafkaVariables,
  LOG_LEVEL: noted(z.enum(logLevels, logLevels.join(', ')).optional(), {
    description: `Least serious lines that are logged: ${logLevels.join(', ')}; empty: warn.`,
    example: 'info',
  }),
  LOG_FORMAT: noted(z.enum(logFormats, logFormats.join(' or ')).optional(), {
    description: 'How lines are logged: text (the sentence alone) or json (with all fields); empty: text.',
    example: 'json',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: noted(address(['http', 'https']).optional(), {
    description: 'OpenTelemetry collector that traces are sent to (OTLP over HTTP); empty: none.',
  }),
  REGIEBOEK_SOURCE: noted(
    z
      .string()
      .regex(/^urn:\S+$/, 'a URN')
      .optional(),
    {
      description:
        'URN of who sends events (NL GOV profile for CloudEvents), such as urn:nld:oin:<OIN>:systeem:regieboek.',
    },
  ),
  REGIEBOEK_TODAY: noted(
    z
      .string()
      .refine((text) => parseDay(text) !== undefined, 'a calendar date yyyy-mm-dd')
      .transform((text) => parseDay(text))
      .optional(),
    { description: 'A day to take for today (yyyy-mm-dd); empty: the clock.' },
  ),
});

/** Variables of a service that stores received messages, encrypted. */
export const vaultVariables = {
  REGIEBOEK_VAULT_KEY: noted(
    z.string('set: 64 hexadecimal digits (openssl rand -hex 32)').regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits'),
    {
      description:
        'Key under which this service keeps what it received: 64 hexadecimal digits (openssl rand -hex 32). Keep a copy apart from backups.',
    },
  ),
};

const INTERNAL_TOKEN = '32 characters or more (openssl rand -hex 32), the same for placements and finance';

/** Variables of the two services that look up identities at one another. */
export const internalVariables = {
  REGIEBOEK_INTERNAL_TOKEN: noted(
    z
      .string()
      .regex(/^\S{32,}$/, INTERNAL_TOKEN)
      .optional(),
    {
      description:
        'Secret by which finance may look up identities at placements: the same for both (openssl rand -hex 32). Not used with a log-in file: then finance gets tokens of its issuer.',
    },
  ),
};

/** Where finance finds placements. */
export const placementsVariables = {
  PLACEMENTS_URL: noted(address(['http', 'https']), {
    description: 'Where placements can be reached; over https unless the network between is private.',
    example: 'http://127.0.0.1:3002',
  }),
};

/** The variables of one service as a schema; reports combinations that are not allowed. */
export const serviceSchema = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .object(shape)
    .refine(
      (settings: Record<string, unknown>) =>
        !('REGIEBOEK_INTERNAL_TOKEN' in shape) ||
        (settings['REGIEBOEK_INTERNAL_TOKEN'] ?? settings['REGIEBOEK_LOGIN_FILE']) !== undefined,
      // Also when other variables have faults: all are named at once.
      { path: ['REGIEBOEK_INTERNAL_TOKEN'], message: `set: ${INTERNAL_TOKEN}`, when: () => true },
    )
    .superRefine((settings: Record<string, unknown>, context) => {
      if (settings['KAFKA_CA_FILE'] !== undefined && settings['KAFKA_TLS'] !== true)
        context.addIssue({ code: 'custom', path: ['KAFKA_TLS'], message: 'true, since KAFKA_CA_FILE is set' });
      if (settings['KAFKA_SASL_MECHANISM'] === undefined) return;
      for (const name of ['KAFKA_USERNAME', 'KAFKA_PASSWORD']) {
        if (settings[name] === undefined)
          context.addIssue({ code: 'custom', path: [name], message: 'set, since KAFKA_SASL_MECHANISM is' });
      }
    });

/** Environment variables of every service. */
export type ServiceSettings = z.output<z.ZodObject<ReturnType<typeof everyService>>>;
