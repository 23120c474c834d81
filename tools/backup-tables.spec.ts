import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { keptTables, schemas, useOf } from '../libs/backup/src/tables/tables.js';

const product = execFileSync('git', ['ls-files', 'libs/*/src/*.ts', 'libs/*/src/*.sql', 'services/*/src/*.ts'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !/\.(spec|long)\.ts$|\/testing\/|\/rebuild\/beside\.ts$/.test(file));

/** Names of tables in statements that create them; a schema that is given at run time is `*`. */
const created = product.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /CREATE TABLE (?:IF NOT EXISTS )?(?:(\w+)|\$\{schema\})\.(\w+)|CREATE TABLE \$\{(youthKeyTable)\(schema\)\}/gi,
    ),
  ].map(([, schema = '*', table, keys]) => ({ file, schema, table: keys ? 'youth_key' : (table ?? '') })),
);

describe('a backup', () => {
  it('knows every table that the product creates: kept, derived from the log, or passing', () => {
    expect(created.length).toBeGreaterThan(30);
    const unknown = created.filter(({ schema, table }) =>
      schema === '*'
        ? !schemas.some((one) => useOf(`${one}.${table}`) !== undefined)
        : useOf(`${schema}.${table}`) === undefined,
    );
    expect(unknown).toEqual([]);
  });

  it('names no table that the product does not create', () => {
    const names = new Set(created.map(({ table }) => table));
    expect(keptTables.map(({ table }) => table.split('.')[1] ?? '').filter((name) => !names.has(name))).toEqual([]);
  });
});
