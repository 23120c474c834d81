import { describe, expect, it } from '@jest/globals';
import { starTables } from '../../domain/star/tables.js';
import { ggmSql } from './ggm-sql.js';
import { ggmViews } from './views.js';

const sqlWords = ['CAST', 'AS', 'DECIMAL', 'concat_ws', 'sum', 'min', 'max', 'IS', 'NOT', 'NULL'];

/** Names of columns in SQL, without its texts. */
const namesIn = (sql: string): string[] =>
  (sql.replaceAll(/'[^']*'/g, '').match(/[a-zA-Z_]+/g) ?? []).filter((one) => !sqlWords.includes(one));

describe('the views in the names of the municipal data model', () => {
  it.each(ggmViews)('$name reads columns that $from has', ({ from, columns, where = '' }) => {
    const table = starTables.find(({ name }) => name === from);
    const used = [...Object.values(columns), where].flatMap(namesIn);
    expect(used.filter((one) => table?.columns[one] === undefined)).toEqual([]);
    expect(used.length).toBeGreaterThan(1);
  });

  it('are made by one script, each once', () => {
    const made = [...ggmSql().matchAll(/VIEW ggm\.(\w+)/g)].map(([, name]) => name);
    expect(made).toEqual(ggmViews.map(({ name }) => name));
    expect(new Set(made).size).toBe(made.length);
  });
});
