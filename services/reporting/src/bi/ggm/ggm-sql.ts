import { ggmViews, type GgmView } from './views.js';

/** True for SQL that adds up rows, by which a view is not grouped. */
const isAggregate = (sql: string): boolean => /\b(sum|min|max)\(/.test(sql);

/** Statement that makes a view over the Parquet files of a folder, in DuckDB. */
function viewSql({ name, from, columns, where, grouped }: GgmView): string {
  const chosen = Object.entries(columns).map(([column, sql]) => `${sql} AS ${column}`);
  const by = Object.values(columns).filter((sql) => !isAggregate(sql));
  return [
    `CREATE OR REPLACE VIEW ggm.${name} AS`,
    `SELECT ${chosen.join(',\n  ')}`,
    `FROM read_parquet('${from}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`,
    ...(where === undefined ? [] : [`WHERE ${where}`]),
    ...(grouped ? [`GROUP BY ${by.join(', ')}`] : []),
  ].join('\n');
}

/**
 * A script for DuckDB, run in the folder of an export: views over its files in a schema `ggm`, with the names of tables and columns of
 * GGM 2.5.1. Amounts are euros with two decimals.
 */
export const ggmSql = (): string =>
  [
    '-- Views in the names of the municipal data model (GGM 2.5.1) over this folder, for DuckDB:',
    '-- run in the folder of this file: duckdb -init ggm.sql',
    'CREATE SCHEMA IF NOT EXISTS ggm;',
    ...ggmViews.map((view) => `${viewSql(view)};`),
    '',
  ].join('\n\n');
