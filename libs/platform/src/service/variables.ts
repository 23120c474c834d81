import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseDay } from '@regieboek/kernel';
import { serviceAccessVariables } from './access-variables.js';
import { count, noted } from './noted.js';
import { hostName } from '../http/edge/hosts.js';
import { logFormats, logLevels } from '../logging/logger.js';

const address = (schemes: readonly string[]) =>
  z
    .string(`set to an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`)
    .regex(
      new RegExp(`^(${schemes.map((scheme) => scheme.replace('+', '\\+')).join('|')})://`),
      `an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );

const flag = z.enum(['true', 'false'], 'true or false').transform((text) => text === 'true');

/** A port number, of this service unless another is given. */
const port = (usual: number) =>
  z
    .string()
    .refine((text) => /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535, 'a port number from 0 to 65535')
    .transform(Number)
    .default(usual);

/** A file with certificates, as its text. */
const certificates = z.string().transform((path, context) => {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch {
    // Reported below: an unreadable file and one with other content have the same remedy.
  }
  context.addIssue({ code: 'custom', message: 'a readable file with certificates in PEM' });
  return z.NEVER;
});

/** Address of Kafka, and the credentials of a service. */
const kafkaVariables = {
  KAFKA_BROKERS: noted(
    z
      .string('set to host:port of one or more brokers, separated by commas')
      .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/, 'host:port of one or more brokers, separated by commas')
      .transform((text) => text.split(',')),
    { description: 'Kafka brokers as host:port, separated by commas.', example: '127.0.0.1:9092' },
  ),
  KAFKA_TLS: noted(flag.default(false), { description: 'Whether to connect to Kafka over TLS (true or false).' }),
  KAFKA_CA_FILE: noted(certificates.optional(), {
    description:
      'File with the certificates of the authority of the Kafka brokers (PEM), for KAFKA_TLS; empty: the authorities that Node trusts.',
  }),
  KAFKA_SASL_MECHANISM: noted(
    z.enum(['plain', 'scram-sha-256', 'scram-sha-512'], 'plain, scram-sha-256 or scram-sha-512').optional(),
    { description: 'Kafka authentication: plain, scram-sha-256 or scram-sha-512; empty for none.' },
  ),
  KAFKA_USERNAME: noted(z.string().optional(), { description: 'Kafka user.' }),
  KAFKA_PASSWORD: noted(z.string().optional(), { description: 'Kafka password.' }),
  KAFKA_PARTITIONS: noted(count(6, 1_000), {
    description: 'Partitions per topic: the same for all services; must not change while the topics exist.',
    example: '6',
  }),
  KAFKA_REPLICATION: noted(
    z
      .string()
      .regex(/^[1-9]\d?$/, 'an integer from 1 to 99')
      .transform(Number)
      .optional(),
    { description: 'Replication factor of new topics; empty: the setting of the broker.' },
  ),
};

/** Names of hosts with commas. */
export const hostNames = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((name) => name.trim() || []))
  .refine((names) => names.every((name) => hostName(name) === name.toLowerCase()), 'host names, separated by commas');

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
  PORT: noted(port(usualPort), { description: 'HTTP port.', example: String(usualPort) }),
  HOST: noted(z.string().default('127.0.0.1'), {
    description: 'HTTP address; any address other than 127.0.0.1 needs a log-in file, or a gateway in front.',
    example: '127.0.0.1',
  }),
  REGIEBOEK_BEHIND_GATEWAY: noted(z.string().max(200).optional(), {
    description: 'Name of the gateway that authenticates users; without it a service listens only on this machine.',
  }),
  REGIEBOEK_HOSTS: noted(hostNames, {
    description:
      'Host names of the service besides localhost, separated by commas; requests for other names are refused.',
  }),
  ...logInVariables,
  ...serviceAccessVariables,
  DATABASE_URL: noted(address(['postgres', 'postgresql']), {
    description: 'PostgreSQL 15 or later, UTF8: a separate database for this service.',
    example: 'postgres://regieboek:password@127.0.0.1:5432/regieboek',
  }),
  DATABASE_OWNER_URL: noted(address(['postgres', 'postgresql']).optional(), {
    description:
      'User of the same database that owns the tables, for migrations; empty: the user of DATABASE_URL, and requests run as the role <database>_app.',
  }),
  EVENT_LOG_URL: noted(address(['esdb', 'esdb+discover', 'kurrentdb', 'postgres', 'postgresql']), {
    description: 'The event log that all services share: EventStoreDB (esdb://) or PostgreSQL (postgres://).',
    example: 'esdb://127.0.0.1:2113?tls=false',
  }),
  ...kafkaVariables,
  LOG_LEVEL: noted(z.enum(logLevels, logLevels.join(', ')).optional(), {
    description: `Minimum log level: ${logLevels.join(', ')}; empty: warn.`,
    example: 'info',
  }),
  LOG_FORMAT: noted(z.enum(logFormats, logFormats.join(' or ')).optional(), {
    description: 'Log format: text (only the message) or json (all fields); empty: text.',
    example: 'json',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: noted(address(['http', 'https']).optional(), {
    description: 'OpenTelemetry collector for traces (OTLP over HTTP); empty: no traces.',
  }),
  REGIEBOEK_SOURCE: noted(
    z
      .string()
      .regex(/^urn:\S+$/, 'a URN')
      .optional(),
    {
      description:
        'URN of the event source (NL GOV profile for CloudEvents), such as urn:nld:oin:<OIN>:systeem:regieboek.',
    },
  ),
  REGIEBOEK_TODAY: noted(
    z
      .string()
      .refine((text) => parseDay(text) !== undefined, 'a calendar date yyyy-mm-dd')
      .transform((text) => parseDay(text))
      .optional(),
    { description: 'Fixed current day (yyyy-mm-dd); empty: the clock.' },
  ),
});

/** Variables of a service that stores received messages, encrypted. */
export const vaultVariables = {
  REGIEBOEK_VAULT_KEY: noted(
    z.string('set to 64 hexadecimal digits (openssl rand -hex 32)').regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits'),
    {
      description:
        'Key that encrypts received messages of this service: 64 hexadecimal digits (openssl rand -hex 32). Keep a copy separate from backups.',
    },
  ),
};

const INTERNAL_TOKEN = 'at least 32 characters (openssl rand -hex 32), the same for placements and finance';

/** Variables of the two services that look up identities at one another. */
export const internalVariables = {
  REGIEBOEK_INTERNAL_TOKEN: noted(
    z
      .string()
      .regex(/^\S{32,}$/, INTERNAL_TOKEN)
      .optional(),
    {
      description:
        'Secret with which finance looks up identities at placements; the same for both (openssl rand -hex 32). Not used with a log-in file: finance then gets tokens from its issuer.',
    },
  ),
};

/** Variables with which finance reaches placements. */
export const placementsVariables = {
  PLACEMENTS_URL: noted(address(['http', 'https']), {
    description: 'URL of placements; use https unless the network is private.',
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
      { path: ['REGIEBOEK_INTERNAL_TOKEN'], message: `set to ${INTERNAL_TOKEN}`, when: () => true },
    )
    .superRefine((settings: Record<string, unknown>, context) => {
      if (settings['KAFKA_CA_FILE'] !== undefined && settings['KAFKA_TLS'] !== true)
        context.addIssue({ code: 'custom', path: ['KAFKA_TLS'], message: 'true when KAFKA_CA_FILE is set' });
      if (settings['KAFKA_SASL_MECHANISM'] === undefined) return;
      for (const name of ['KAFKA_USERNAME', 'KAFKA_PASSWORD']) {
        if (settings[name] === undefined)
          context.addIssue({ code: 'custom', path: [name], message: 'set when KAFKA_SASL_MECHANISM is set' });
      }
    });

/** Environment variables of every service. */
export type ServiceSettings = z.output<z.ZodObject<ReturnType<typeof everyService>>>;
