import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { textOf } from './env-example/compose-files.ts';

const owners = ['contracts', 'placements', 'finance', 'reporting'];
/** A password that breaks a statement unless it is quoted. */
const passwordOf = (owner: string): string => `${owner}'s"; DROP`;

/** The statements that psql would run for the script, after \getenv, \if and quoted variables. */
function statementsOf(script: string, environment: Readonly<Record<string, string>>): string[] {
  const variables = new Map<string, string>();
  const statements: string[] = [];
  let isOn = true;
  for (const line of script.split('\n').filter((one) => one !== '' && !one.startsWith('--'))) {
    const [command = '', first = '', second = ''] = line.split(' ');
    const value = environment[second];
    if (command === '\\getenv' && value !== undefined) variables.set(first, value);
    else if (command === '\\if') isOn = variables.has(/^:\{\?(\w+)\}$/.exec(first)?.[1] ?? '');
    else if (command === '\\endif') isOn = true;
    else if (command.startsWith('\\')) expect(['\\getenv', '\\set']).toContain(command);
    else if (isOn)
      statements.push(line.replace(/:'(\w+)'/, (_, name: string) => pg.escapeLiteral(variables.get(name) ?? '')));
  }
  return statements;
}

const script = textOf('infra/postgres/databases.sql');
const environmentFor = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_DATABASE_PASSWORD`, passwordOf(name)]));

describe('the databases of the services', () => {
  let server: { url: string; stop: () => Promise<void> };
  const as = (user: string, database: string, password = passwordOf(user)) => {
    const url = new URL(server.url);
    return new pg.Client({ host: url.hostname, port: Number(url.port), user, password, database });
  };
  async function asked(client: pg.Client, question: string): Promise<unknown[]> {
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(question)).rows;
    } finally {
      await client.end();
    }
  }
  async function carryOut(statements: readonly string[]): Promise<void> {
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    for (const statement of statements) await admin.query(statement);
    await admin.end();
  }

  beforeAll(async () => {
    server = await startTestDatabase();
    await carryOut(statementsOf(script, environmentFor([...owners, 'log'])));
  });
  afterAll(async () => {
    await carryOut([...owners, 'log'].flatMap((name) => [`DROP DATABASE ${name}`, `DROP ROLE ${name}, ${name}_app`]));
    await server.stop();
  });

  it.each([...owners, 'log'])('%s creates what it needs in a database of its own, in UTF8', async (owner) => {
    await asked(as(owner, owner), 'CREATE SCHEMA own; CREATE TABLE own.kept (id int); DROP SCHEMA own CASCADE');
    expect(await asked(as(owner, owner), 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  });

  it.each(owners)('%s cannot connect to another database, or with another password', async (owner) => {
    for (const other of [...owners, 'log'].filter((name) => name !== owner))
      await expect(as(owner, other).connect()).rejects.toThrow('permission denied for database');
    await expect(as(owner, owner, 'guess').connect()).rejects.toThrow('password authentication failed');
  });

  it('start no log without a password', () => {
    const without = statementsOf(script, environmentFor(owners));
    expect(without.filter((statement) => / log\b/.test(statement))).toEqual([]);
    expect(statementsOf(script, environmentFor([...owners, 'log'])).length).toBe(without.length + 5);
  });
});
