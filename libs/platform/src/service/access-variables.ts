import { isIP } from 'node:net';
import { z } from 'zod';
import { rateLimits, type RateLimits } from '../access/rates/rate-limits.js';
import { count, noted } from './noted.js';

/** Variables of access beside those of the log-in. */
export const accessVariables = {
  REGIEBOEK_FOUR_EYES: noted(
    z
      .enum(['on', 'off'], 'on or off')
      .transform((text) => text === 'on')
      .optional(),
    {
      description:
        'Whether seals with waivers, payments, erasure and key rotation need a second person (on or off); empty: on with a log-in file.',
    },
  ),
};

/** Addresses, or networks such as 10.0.0.0/8, with commas. */
const addresses = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
  .refine(
    (all) => all.every((one) => isIP(one.replace(/\/\d{1,3}$/, '')) !== 0),
    'IP addresses or networks, separated by commas',
  );

/** Variable that lets the tables of an older version be changed. */
export const upgradeVariables = {
  REGIEBOEK_UPGRADE: noted(
    z
      .enum(['true', 'false'], 'true or false')
      .default('false')
      .transform((text) => text === 'true'),
    {
      description:
        'Whether this version may change the tables of a ledger of an older one (true or false): once, after a backup.',
    },
  ),
};

/** Variables of limits on senders, of the one process and of every service. */
export const rateVariables = {
  REGIEBOEK_REQUESTS_PER_MINUTE: noted(count(rateLimits.requestsPerMinute, 1_000_000), {
    description: 'Requests a minute of one logged-in person or program; more are refused for a while (429).',
    example: String(rateLimits.requestsPerMinute),
  }),
  REGIEBOEK_ANONYMOUS_PER_MINUTE: noted(count(rateLimits.anonymousPerMinute, 1_000_000), {
    description: 'Requests a minute from one address without a log-in.',
    example: String(rateLimits.anonymousPerMinute),
  }),
  REGIEBOEK_FAILED_LOG_INS_PER_MINUTE: noted(count(rateLimits.failedLogInsPerMinute, 1_000_000), {
    description: 'Failed log-ins a minute from one address, after which log-ins from it have to wait.',
    example: String(rateLimits.failedLogInsPerMinute),
  }),
  REGIEBOEK_PROXIES: noted(addresses, {
    description:
      'Addresses of the reverse proxies before this process, separated by commas: their X-Forwarded-For says where a request comes from.',
  }),
};

/** Limits on senders by the variables. */
export const ratesOf = (settings: {
  readonly REGIEBOEK_REQUESTS_PER_MINUTE: number;
  readonly REGIEBOEK_ANONYMOUS_PER_MINUTE: number;
  readonly REGIEBOEK_FAILED_LOG_INS_PER_MINUTE: number;
}): RateLimits => ({
  requestsPerMinute: settings.REGIEBOEK_REQUESTS_PER_MINUTE,
  anonymousPerMinute: settings.REGIEBOEK_ANONYMOUS_PER_MINUTE,
  failedLogInsPerMinute: settings.REGIEBOEK_FAILED_LOG_INS_PER_MINUTE,
});

/** Variable of the audit log: read by `regieboek audit prune`. */
export const auditVariables = {
  REGIEBOEK_AUDIT_YEARS: noted(
    count(5, 100).refine((years) => years >= 5, 'at least 5'),
    {
      description:
        'Years that entries of the audit log are kept before regieboek audit prune removes them; at least 5.',
      example: '5',
    },
  ),
};

/** Variables by which the services of an installation know an actor as the same one. */
const actorVariables = {
  REGIEBOEK_ACTOR_KEY: noted(
    z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits')
      .optional(),
    {
      description:
        'Key by which actors get the codes that events name: 64 hexadecimal digits, the same for all services; needed for emergency access. Empty: the vault key of each service.',
    },
  ),
};

/** Variables of access of every service. */
export const serviceAccessVariables = {
  ...accessVariables,
  ...actorVariables,
  ...rateVariables,
  ...auditVariables,
  ...upgradeVariables,
};
