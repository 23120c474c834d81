import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse, type CollectionTag } from 'yaml';
import { readSettings } from '../services/regieboek/src/process/settings.js';
import { composeFiles, composeVariables, interpolated, textOf } from './env-example/compose-files.ts';
import { services as ownServices } from './env-example/service-settings.ts';

interface Part {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string; readonly target: string };
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly profiles?: readonly string[];
}
interface Composition {
  readonly name?: string;
  readonly services: Readonly<Record<string, Part>>;
  readonly networks?: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes?: Readonly<Record<string, null>>;
}

/** A tag of Compose: the value replaces that of the previous file instead of extending it. */
const override: CollectionTag = { tag: '!override', collection: 'map', resolve: (map) => map };
const secret = '0123456789abcdef'.repeat(4);
/** A compose file as Compose sees it with every secret filled in: Compose fills in values after it has read the YAML. */
function composed(file: string): Composition {
  const text = textOf(file);
  const names = composeVariables(text).filter(({ fallback }) => fallback === undefined);
  const values = Object.fromEntries(names.map(({ name }) => [name, secret]));
  const filled = (_: string, value: unknown): unknown =>
    typeof value === 'string' ? interpolated(value, values, composeVariables(text)) : value;
  return JSON.parse(JSON.stringify(parse(text, { merge: true, customTags: [override] })), filled) as Composition;
}
const four = composed('docker-compose.yml');
const overlay = composed('infra/compose.postgres-log.yml');
const one = composed('infra/compose.one-process.yml');
const both = [four, one].map((composition) => [String(composition.name), composition] as const);
const parts = both.flatMap(([name, { services }]) =>
  Object.entries(services).map(([part, description]) => [`${name}: ${part}`, description] as const),
);
const built = parts.filter(([, { build }]) => build !== undefined);
const fetched = parts.filter(([, { build }]) => build === undefined);
const partOf = ({ services }: Composition, name: string): Part => services[name] ?? {};
const textEnvironment = ({ environment = {} }: Part): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));
const dockerfile = textOf('infra/Dockerfile');

const schemaFile = join(
  dirname(createRequire(import.meta.url).resolve('dclint/package.json')),
  'schemas',
  'compose.schema.json',
);
const { $schema: _dialect, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);
const faults = (document: unknown) => (validate(document) ? [] : validate.errors);

describe('the compose files', () => {
  it.each(Object.keys(composeFiles))('%s meets the schema of the Compose Specification', (file) => {
    expect(faults(composed(file))).toEqual([]);
  });

  it('fail it with an unknown key, or a value of another type', () => {
    const database = partOf(four, 'database');
    const with_ = (more: object) => ({ ...four, services: { ...four.services, database: { ...database, ...more } } });
    expect(faults(with_({}))).toEqual([]);
    expect(faults(with_({ readonly: true }))).not.toEqual([]);
    expect(faults(with_({ healthcheck: { test: 5 } }))).not.toEqual([]);
    expect(faults(with_({ networks: 5 }))).not.toEqual([]);
  });

  it('do not start without their secrets: the message names the remedy', () => {
    for (const file of Object.keys(composeFiles)) {
      const text = textOf(file);
      const required = composeVariables(text).filter(({ fallback }) => fallback === undefined);
      expect(required.map(({ name }) => name).filter((name) => !/(PASSWORD|KEY|TOKEN)$/.test(name))).toEqual([]);
      for (const { name } of required) expect(text).toMatch(new RegExp(`\\$\\{${name}:\\?[^}]*\\.env[^}]*\\}`));
    }
    expect(() => composeVariables('a: ${FORGOTTEN}')).toThrow('FORGOTTEN');
    expect(() => interpolated('${NEEDED:?fill it in}', {}, [])).toThrow('NEEDED');
  });
});

describe.each(ownServices.map((service) => [service.name, service] as const))('%s in containers', (name, service) => {
  const part = partOf(four, name);
  const environment = textEnvironment(part);
  const withLogInPostgres = { ...environment, ...textEnvironment(partOf(overlay, name)) };

  it.each([
    ['the log in EventStoreDB', environment, /^esdb:\/\/eventstoredb:2113\b/],
    ['the log in PostgreSQL', withLogInPostgres, /^postgres:\/\/log:\w+@database:5432\/log$/],
  ] as const)('gets all variables that it reads and no others, with %s', (_, given, log) => {
    expect(service.variables.safeParse(given)).toMatchObject({ success: true });
    expect(Object.keys(given).filter((variable) => !(variable in service.variables.shape))).toEqual([]);
    expect(given['EVENT_LOG_URL']).toMatch(log);
  });

  it('does not start when any required setting is missing', () => {
    const needed = Object.keys(service.variables.shape).filter((variable) => {
      const { [variable]: _left, ...rest } = environment;
      return !service.variables.safeParse(rest).success;
    });
    expect(needed).toEqual(expect.arrayContaining(['DATABASE_URL', 'EVENT_LOG_URL', 'KAFKA_BROKERS']));
    expect(needed.filter((variable) => !(variable in environment))).toEqual([]);
  });

  it('has its own database, and its usual port', () => {
    expect(environment['DATABASE_URL']).toMatch(new RegExp(`^postgres://${name}:\\w+@database:5432/${name}$`));
    const { PORT } = service.variables.parse(environment) as { PORT: number };
    expect(part.ports).toEqual([`127.0.0.1:${PORT}:${PORT}`]);
    expect(dockerfile).toContain(`FROM runtime AS ${name}\nENV PORT=${PORT}\nEXPOSE ${PORT}\n`);
  });

  it('is built by its own stage and starts after its dependencies', () => {
    expect(part.build).toMatchObject({ dockerfile: 'infra/Dockerfile', target: name });
    const healthy = { condition: 'service_healthy' };
    expect(part.depends_on).toEqual({ database: healthy, eventstoredb: healthy, kafka: healthy });
    expect(partOf(overlay, name).depends_on).toEqual({ database: healthy, kafka: healthy });
    expect(textOf('infra/compose.postgres-log.yml')).toMatch(new RegExp(`  ${name}:\n.*\n    depends_on: !override`));
  });
});

describe('the services together', () => {
  it('have separate keys for received messages, and share the secret of identities between two', () => {
    const text = textOf('docker-compose.yml');
    const keys = [...text.matchAll(/REGIEBOEK_VAULT_KEY: \$\{([A-Z_]+)/g)].map(([, key]) => key);
    expect(keys).toEqual(['CONTRACTS', 'PLACEMENTS', 'FINANCE', 'REPORTING'].map((name) => `${name}_VAULT_KEY`));
    const tokens = [...text.matchAll(/REGIEBOEK_INTERNAL_TOKEN: \$\{([A-Z_]+)/g)].map(([, token]) => token);
    expect(tokens).toEqual(['INTERNAL_TOKEN', 'INTERNAL_TOKEN']);
    expect(textEnvironment(partOf(four, 'finance'))['PLACEMENTS_URL']).toBe('http://placements:3002');
  });

  it('keep the data that finance replays from on a separate volume', () => {
    const folder = '/data';
    expect(partOf(four, 'finance').volumes).toEqual([`journal:${folder}`]);
    const stage = dockerfile.split('FROM ').find((text) => text.startsWith('runtime AS finance\n'));
    expect(stage).toContain(`RUN mkdir ${folder} && chown node:node ${folder}\nUSER node\n`);
    expect(stage).toContain(`ENV REGIEBOEK_DATA_DIR=${folder}\nVOLUME ${folder}\n`);
  });

  it('are all present, and without EventStoreDB when the log is in PostgreSQL', () => {
    const names = ['database', 'eventstoredb', 'kafka', ...ownServices.map(({ name }) => name)];
    expect(Object.keys(four.services)).toEqual(names);
    expect(Object.keys(overlay.services).filter((name) => !names.includes(name))).toEqual([]);
    expect(partOf(overlay, 'eventstoredb')).toEqual({ profiles: ['unused'] });
  });

  it('give the single process the settings it reads and no others', () => {
    const environment = textEnvironment(partOf(one, 'regieboek'));
    const settings = textOf('services/regieboek/src/process/settings.ts');
    for (const name of Object.keys(environment)) expect(settings).toContain(`  ${name}: `);
    expect(readSettings(environment)).toMatchObject({ databaseUrl: environment['DATABASE_URL'], vaultKey: secret });
    expect(dockerfile).toContain('ENV PORT=3000 REGIEBOEK_DATA_DIR=/data');
  });
});

describe('the containers', () => {
  it.each(fetched)('%s: a pinned image version, without a registry name', (_, { image = '' }) => {
    expect(image).toMatch(/^([a-z0-9-]+\/)?[a-z0-9-]+:\d+\.\d+(\.\d+)?$/);
  });

  it.each(parts)('%s: only the rights of an ordinary user', (_, { build, user, cap_drop, security_opt }) => {
    expect(cap_drop).toEqual(['ALL']);
    expect(security_opt).toEqual(['no-new-privileges:true']);
    if (build) expect(user).toBeUndefined();
    else expect(user).toMatch(/^(?!root\b|0\b)[a-z]+$/);
  });

  it.each(built)('%s: writes only to its volume', (_, { read_only }) => {
    expect(read_only).toBe(true);
  });

  it.each(parts)('%s: has a health check', (_, { build, healthcheck }) => {
    if (build) expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \["node", /m);
    else expect(healthcheck?.test[0]).toBe('CMD');
  });

  it.each(parts)('%s: reachable from this machine only if it is our own service, otherwise not at all', (_, part) => {
    expect(part.networks).toEqual(part.build ? ['inside', 'edge'] : ['inside']);
    if (!part.build) expect(part.ports).toBeUndefined();
    for (const port of part.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it.each(both)('%s: waits for, joins and mounts only what exists', (_, { services, networks = {}, volumes = {} }) => {
    expect(networks).toEqual({ inside: { internal: true }, edge: null });
    const all = Object.values(services);
    const named = all.flatMap(({ volumes: mounts = [] }) => mounts).filter((mount) => !mount.startsWith('.'));
    expect(named.map((mount) => mount.split(':')[0]).sort()).toEqual(Object.keys(volumes).sort());
    const awaited = all.flatMap(({ depends_on = {} }) => Object.keys(depends_on));
    expect(awaited.filter((name) => !(name in services))).toEqual([]);
  });
});
