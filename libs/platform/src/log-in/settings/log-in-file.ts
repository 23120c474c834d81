import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EVERY_REGION, isAction, roles, type ActionName, type Grant } from '@regieboek/access';
import { isLoopback } from '../../http/address.js';
import { readYaml } from '../../reading/yaml-file.js';
import { SettingsFault } from '../../settings-fault.js';

const text = z.string().min(1).max(300);
const region = z.string().regex(/^([a-z0-9-]{1,31}|\*)$/, 'the id of a region, or * for all');

const SAFE_URL = 'an address with https, or http on this machine';

/** An address that secrets may go to: https, or http on this machine. */
const safeUrl = z.url({ abort: true, error: SAFE_URL }).refine((address) => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}, SAFE_URL);

/** A secret of a client: the name of the environment variable that contains it. */
const client = {
  clientId: text,
  clientSecretVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,79}$/, 'the name of an environment variable')
    .optional(),
};

/** Signatures that a token may have; symmetric ones and none are never accepted. */
const algorithm = z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']);

const SECOND_FACTOR = 'at-provider, or a map with at least one value of acr or amr';

/** How people log in at an issuer. */
const people = z.strictObject({
  ...client,
  scope: text.default('openid'),
  /** Whether claims are also read from the userinfo endpoint. */
  userinfo: z.boolean().default(false),
  claims: z.strictObject({
    roles: text,
    region: text.optional(),
    municipality: text.optional(),
    provider: text.optional(),
  }),
  roleNames: z.record(z.string(), z.enum(roles)).default({}),
  /** Second factor: the log-in must have one of these values of acr or amr; `at-provider` when the provider requires it of everybody. */
  mfa: z.union(
    [
      z.literal('at-provider'),
      z
        .strictObject({ acr: z.array(text).default([]), amr: z.array(text).default([]) })
        .refine(({ acr, amr }) => acr.length + amr.length > 0, SECOND_FACTOR),
    ],
    SECOND_FACTOR,
  ),
});

const scopeGrant = z.strictObject({
  role: z.enum(roles),
  regions: z.array(region).min(1),
  municipality: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  provider: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
  actions: z
    .array(z.custom<ActionName>((name) => typeof name === 'string' && isAction(name), 'an action of docs/access.md'))
    .optional(),
});

/** How programs log in at an issuer: with tokens of their own. */
const machines = z.strictObject({
  audience: text,
  algorithms: z.array(algorithm).min(1).default(['RS256', 'PS256', 'ES256']),
  scopes: z.record(z.string(), z.array(scopeGrant)),
});

const issuer = z
  .strictObject({
    issuer: safeUrl,
    name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'a name of lower case letters, digits and dashes'),
    regions: z.array(region).min(1),
    people: people.optional(),
    machines: machines.optional(),
  })
  .refine(
    ({ people: one, machines: other }) => one !== undefined || other !== undefined,
    'for people, for machines, or for both',
  )
  .refine(({ people: one, machines: other }) => other === undefined || one?.clientId !== other.audience, {
    path: ['machines', 'audience'],
    message: 'another name than clientId, or the log-in of a person would be taken for a token of a program',
  });

/** The log-in file (REGIEBOEK_LOGIN_FILE). */
const logInFile = z
  .strictObject({
    format: z.literal('regieboek-log-in/1'),
    issuers: z.array(issuer).min(1).max(50),
    /** With which client this process gets tokens to call other services of Regieboek. */
    services: z.strictObject({ issuer: text, ...client, scope: text }).optional(),
  })
  .refine(({ issuers }) => new Set(issuers.map(({ name }) => name)).size === issuers.length, {
    path: ['issuers'],
    message: 'a list in which every issuer has a name of its own',
  });

export type LogInFile = z.output<typeof logInFile>;
export type Issuer = LogInFile['issuers'][number];
export type People = z.output<typeof people>;
export type Machines = z.output<typeof machines>;

/** Grants of a scope in the regions that its issuer may speak for. */
export const grantsOfScope = (
  given: Machines['scopes'][string],
  { regions }: Pick<Issuer, 'regions'>,
): readonly Grant[] =>
  given.flatMap(({ regions: wanted, municipality, provider, actions, role }) =>
    wanted
      .filter((one) => regions.includes(EVERY_REGION) || regions.includes(one))
      .map((one) => ({
        ...{ role, region: one },
        ...(municipality === undefined ? {} : { municipality }),
        ...(provider === undefined ? {} : { provider }),
        ...(actions === undefined ? {} : { actions }),
      })),
  );

/** Content of a log-in file. Throws SettingsFault that names every fault with its line. */
export function parseLogInFile(content: string, name: string): LogInFile {
  const read = readYaml(content);
  const faults = 'faults' in read ? read.faults : [];
  const parsed = 'faults' in read ? undefined : logInFile.safeParse(read.value);
  if (parsed?.success) return parsed.data;
  const found =
    'faults' in read
      ? faults
      : (parsed?.error?.issues ?? []).map(({ path, message }) => ({
          line: read.lineOf(path),
          text: `${path.join('.')} must be ${message}`,
        }));
  throw new SettingsFault(
    [
      `the log-in file ${name} cannot be used (docs/access.md):`,
      ...found.map(({ line, text: fault }) => `  line ${line}: ${fault}`),
    ].join('\n'),
  );
}

/** The log-in file of a path. Throws SettingsFault when it cannot be read or used. */
export function readLogInFile(path: string): LogInFile {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    throw new SettingsFault(`REGIEBOEK_LOGIN_FILE ${path} cannot be read: name the log-in file, or leave it out`);
  }
  return parseLogInFile(content, path);
}

/** Secret of a client, from its environment variable; undefined: a public client. Throws SettingsFault when it is not set. */
export function secretOf(
  { clientSecretVariable: name }: { readonly clientSecretVariable?: string | undefined },
  variables: NodeJS.ProcessEnv,
): string | undefined {
  if (name === undefined) return undefined;
  const secret = variables[name];
  if (secret) return secret;
  throw new SettingsFault(`the log-in file names ${name} for a secret, and that variable is not set`);
}
