/** A table that a backup contains. */
export interface KeptTable {
  readonly table: string;
  /** Expression and its type by which rows are in order, the oldest first where there is a time; chunks begin at a value of it. */
  readonly order: { readonly by: string; readonly type: string };
  /** Columns that identify a row. */
  readonly key: readonly string[];
  /** Columns with large values, whose stored sizes bound a chunk. */
  readonly large: readonly string[];
  /** Written before the events that name its rows; see `saveTables`. */
  readonly isNamedByEvents?: true;
}

/** As text: PostgreSQL before 18 knows no least uuid. */
const YOUTH = { by: 'youth::text COLLATE "C"', type: 'text' } as const;

const messages = (schema: string): KeptTable => ({
  table: `${schema}.message`,
  order: { by: 'received_at', type: 'timestamptz' },
  key: ['id'],
  large: ['sealed', 'answer'],
});

const youthKeys = (schema: string): KeptTable => ({
  table: `${schema}.youth_key`,
  order: YOUTH,
  key: ['region', 'youth'],
  large: ['sealed'],
  isNamedByEvents: true,
});

/** Tables of which nothing can be derived from the log, in the order in which they are restored. */
export const keptTables: readonly KeptTable[] = [
  {
    table: 'platform.vault_key',
    order: { by: 'number', type: 'int' },
    key: ['key_id'],
    large: [],
    isNamedByEvents: true,
  },
  {
    table: 'platform.region_key',
    order: { by: 'region COLLATE "C"', type: 'text' },
    key: ['region'],
    large: [],
    isNamedByEvents: true,
  },
  youthKeys('placements'),
  youthKeys('finance'),
  {
    table: 'placements.identity',
    order: YOUTH,
    key: ['youth'],
    large: ['sealed'],
    isNamedByEvents: true,
  },
  messages('contracts'),
  messages('placements'),
  messages('finance'),
  { table: 'finance.waiting_declaration', order: { by: 'until', type: 'date' }, key: ['message'], large: [] },
  {
    table: 'finance.remark',
    order: { by: 'written_at', type: 'timestamptz' },
    key: ['region', 'key'],
    large: [],
  },
  { table: 'audit.entry', order: { by: 'at', type: 'timestamptz' }, key: ['region', 'position'], large: [] },
  {
    table: 'audit.anchor',
    order: { by: 'pruned_at', type: 'timestamptz' },
    key: ['region', 'position'],
    large: [],
  },
  {
    table: 'exchange.sent_answer',
    order: { by: 'sent_at', type: 'timestamptz' },
    key: ['region', 'name'],
    large: [],
  },
  { table: 'access.approval', order: { by: 'asked_at', type: 'timestamptz' }, key: ['id'], large: ['content'] },
];

/** The log, whose events have parts of their own. */
const LOG = ['log.event'];

/** Tables that are derived from the log: a restored ledger builds them again. */
const DERIVED = [
  ...['contracts', 'placements', 'finance', 'reporting'].flatMap((schema) =>
    ['region', 'contract', 'ijw_settings', 'emergency_access', 'secret_address', 'erasure'].map(
      (table) => `${schema}.${table}`,
    ),
  ),
  ...['declaration', 'approved_lines'].map((table) => `placements.${table}`),
  ...['declaration', 'line', 'assignment', 'book_event'].map((table) => `finance.${table}`),
  ...['care', 'care_contract', 'care_youth'].map((table) => `reporting.${table}`),
];

/** Tables about a database or a moment: sessions, requests under way, places of readers, migrations, identity. */
const PASSING = [
  ...['ledger', 'version', 'prepared', 'last_backup', 'restore', 'request_key', 'checkpoint', 'rebuild'].map(
    (table) => `platform.${table}`,
  ),
  ...['relay', 'feed_offset', 'feed_position', 'feed_tail', 'parked'].map((table) => `platform.${table}`),
  ...['session', 'used_log_in'].map((table) => `access.${table}`),
  ...['access', 'audit', 'contracts', 'exchange', 'placements', 'finance', 'reporting'].map(
    (schema) => `${schema}.migration`,
  ),
];

/** Schemas of the product; a database may have others, which a backup leaves alone. */
export const schemas = [
  'access',
  'audit',
  'contracts',
  'exchange',
  'finance',
  'log',
  'placements',
  'platform',
  'reporting',
];

/** Use of a table in a backup. */
export type TableUse = 'log' | 'kept' | 'derived' | 'passing';

/** Use of a table in a backup, by its name with schema; undefined for a table that this version does not know. */
export function useOf(table: string): TableUse | undefined {
  if (LOG.includes(table)) return 'log';
  if (keptTables.some((one) => one.table === table)) return 'kept';
  if (DERIVED.includes(table)) return 'derived';
  return PASSING.includes(table) ? 'passing' : undefined;
}
