/**
 * Import rules as data. One row per kind of code: its files and the modules they may import; everything else is forbidden. Test
 * code (specs, conformance suites, benches) is exempt from these rows but not from the boundaries between projects
 * (`boundaries.mjs`).
 */

import { below, everyLibrary, here, libs, nest, node } from './module-names.mjs';

/** Test code: runs only under jest or from a terminal. */
export const testFiles = [
  '**/*.spec.ts',
  '**/*.long.ts',
  '**/*.scenario.ts',
  '*/*/test/**',
  '*/*/conformance/**',
  '*/*/bench/**',
  'libs/{journal,kernel,platform,embedded-postgres,sheets}/src/testing/**',
];

/** Files of the domain that handle bank formats. */
const bankFiles = ['services/finance/src/domain/payments/{pain-001,bank-text,iban}.ts'];

/** Row for the pure code of services, `depth` folders below `src/domain`: it may import from any level up to that folder. */
const domain = (depth) => ({
  name: `domain of a service, depth ${depth}`,
  files: [`services/*/src/domain/${'*/'.repeat(depth)}*.ts`],
  ignores: bankFiles,
  modules: [
    depth === 0 ? here : `(\\./|(\\.\\./){1,${depth}})[^./].*`,
    ...libs('access', 'kernel', 'residence', 'ijw', 'billing', 'events', 'journal'),
  ],
});

/** The rows. `modules` are regular expressions that must match a whole module name. */
export const rows = [
  { name: 'kernel', files: ['libs/kernel/src/**/*.ts'], modules: [below] },
  { name: 'access, which runs in a browser too', files: ['libs/access/src/**/*.ts'], modules: [below] },
  { name: 'residence', files: ['libs/residence/src/**/*.ts'], modules: [below, ...libs('kernel')] },
  { name: 'ijw', files: ['libs/ijw/src/**/*.ts'], modules: [below, ...libs('kernel'), 'saxes'] },
  { name: 'events', files: ['libs/events/src/**/*.ts'], modules: [below, ...libs('kernel'), 'zod'] },
  {
    name: 'billing',
    files: ['libs/billing/src/**/*.ts'],
    ignores: ['libs/billing/src/{rules,run}/**'],
    modules: [below, ...libs('kernel', 'residence', 'events', 'journal')],
  },
  {
    name: 'billing: rules, which know no history and no columns',
    files: ['libs/billing/src/rules/**/*.ts'],
    modules: ['\\./.*', '\\.\\./[a-z-]+\\.js', ...libs('kernel', 'residence', 'events')],
  },
  {
    name: 'billing: a run as work of the journal',
    files: ['libs/billing/src/run/**/*.ts'],
    modules: [below, ...libs('kernel', 'events', 'journal'), '@regieboek/journal/segments', 'node:crypto'],
  },
  {
    name: 'journal, which knows no law',
    files: ['libs/journal/src/**/*.ts'],
    ignores: ['libs/journal/src/segments/**'],
    modules: [below, ...libs('kernel', 'events'), 'p-queue'],
  },
  {
    name: 'journal: segments as files',
    files: ['libs/journal/src/segments/**/*.ts'],
    ignores: ['libs/journal/src/segments/files/{read-table,table-file}.ts'],
    modules: [below, ...libs('kernel', 'events'), node],
  },
  {
    name: 'journal: the files that know Arrow',
    files: ['libs/journal/src/segments/files/{read-table,table-file}.ts'],
    modules: [below, ...libs('kernel', 'events'), 'apache-arrow'],
  },
  {
    name: 'isolation',
    files: ['libs/isolation/src/**/*.ts'],
    modules: [below, ...libs('kernel'), node, 'pg'],
  },
  {
    name: 'eventing',
    files: ['libs/eventing/src/**/*.ts'],
    ignores: [
      'libs/eventing/src/postgres/postgres-client.ts',
      'libs/eventing/src/postgres/copy-in.ts',
      'libs/eventing/src/eventstoredb/client/**',
      'libs/eventing/src/kafka/kafka-feed.ts',
    ],
    modules: [below, ...libs('kernel', 'events', 'isolation'), node, 'uuid', 'p-queue'],
  },
  {
    name: 'eventing: the one file that knows the PostgreSQL client',
    files: ['libs/eventing/src/postgres/postgres-client.ts', 'libs/eventing/src/postgres/copy-in.ts'],
    modules: [below, ...libs('kernel', 'events', 'isolation'), node, 'pg(-copy-streams)?'],
  },
  {
    name: 'eventing: the one file that knows the Kafka client',
    files: ['libs/eventing/src/kafka/kafka-feed.ts'],
    modules: [below, ...libs('kernel', 'events'), node, 'kafkajs'],
  },
  {
    name: 'eventing: the one folder that knows the EventStoreDB client',
    files: ['libs/eventing/src/eventstoredb/client/**'],
    modules: [below, ...libs('kernel', 'events'), node, '@eventstore/db-client(/generated/[a-z_]+\\.js)?', 'p-queue'],
  },
  {
    name: 'backup',
    files: ['libs/backup/src/**/*.ts'],
    modules: [below, ...libs('kernel', 'events', 'eventing'), node, 'pg(-copy-streams)?', 'zod'],
  },
  {
    name: 'embedded-postgres',
    files: ['libs/embedded-postgres/src/**/*.ts'],
    modules: [below, ...libs('kernel'), node, 'pg', 'embedded-postgres'],
  },
  {
    name: 'platform: what opens the log and the feed of a service',
    files: ['libs/platform/src/service/{open-resources,event-store-log}.ts'],
    modules: [below, '@regieboek/eventing(/eventstoredb|/kafka)?', node, 'pg'],
  },
  {
    name: 'platform',
    files: ['libs/platform/src/**/*.ts'],
    ignores: ['libs/platform/src/service/{open-resources,event-store-log}.ts'],
    modules: [
      below,
      ...libs('access', 'kernel', 'events', 'eventing', 'embedded-postgres', 'isolation', 'sheets'),
      node,
      nest,
      'typeorm',
      'pg',
      'fastify',
      'zod',
      'rxjs',
      'reflect-metadata',
      'p-map',
      'p-queue',
      'piscina',
      'yaml',
      'negotiator',
      'fastest-levenshtein',
      '@fastify/rate-limit',
      'nestjs-pino',
      'pino',
      '@opentelemetry/(api|context-async-hooks|exporter-trace-otlp-http|resources|sdk-trace)',
      '@fastify/helmet',
      'jose',
      'openid-client',
      'safe-stable-stringify',
      'prom-client',
    ],
  },
  {
    name: 'sheets',
    files: ['libs/sheets/src/**/*.ts'],
    modules: [below, ...libs('kernel'), node, 'csv-stringify/sync', 'yazl'],
  },
  {
    name: 'replays',
    files: ['libs/replays/src/**/*.ts'],
    modules: [
      below,
      ...libs('billing', 'embedded-postgres', 'eventing', 'platform'),
      '@regieboek/journal/segments',
      '@regieboek/platform/files',
      node,
      '@nestjs/common',
    ],
  },
  {
    name: 'intake',
    files: ['libs/intake/src/**/*.ts'],
    modules: [below, ...libs('kernel', 'eventing', 'platform'), node, '@nestjs/common', 'typeorm', 'pg', 'zod'],
  },
  {
    name: 'domain of finance: what banks carry',
    files: bankFiles,
    modules: [here, '\\.\\./xml\\.js', ...libs('kernel', 'events'), 'any-ascii', 'ibantools'],
  },
  domain(0),
  domain(1),
  domain(2),
  {
    name: 'reporting: the one file that writes Parquet',
    files: ['services/reporting/src/bi/parquet.ts'],
    modules: [below, node, 'hyparquet-writer'],
  },
  {
    name: 'shell of a service',
    files: ['services/*/src/**/*.ts'],
    ignores: ['services/*/src/domain/**', 'services/regieboek/**', 'services/reporting/src/bi/parquet.ts'],
    modules: [
      below,
      ...everyLibrary,
      '@regieboek/journal/segments',
      '@regieboek/billing/run',
      '@regieboek/platform/(service|files)',
      node,
      nest,
      'typeorm',
      'pg',
      'fastify',
      'zod',
      'yaml',
      'p-map',
      'csv-parse/sync',
      'csv-stringify/sync',
      'hucre/xlsx',
      'pdfkit',
      'saxes',
    ],
  },
  {
    name: 'regieboek: the one process',
    files: ['services/regieboek/src/**/*.ts'],
    modules: [
      below,
      ...everyLibrary,
      '@regieboek/eventing/eventstoredb',
      '@regieboek/platform/(files|today|log-in)',
      '@regieboek/(placements|contracts|finance|reporting)',
      node,
      nest,
      'commander',
      'csv-stringify/sync',
      'jose',
      'oidc-provider',
      '@zip.js/zip.js',
      'reflect-metadata',
      'saxes',
      'p-map',
      'yaml',
      'zod',
    ],
  },
];

/** Names of `@nestjs/cqrs` that route a command or a query; the others keep events in memory and lose them in a crash. */
const routing = [
  'CommandBus',
  'CommandHandler',
  'Command',
  'CqrsModule',
  'ICommand',
  'ICommandHandler',
  'IQuery',
  'IQueryHandler',
  'Query',
  'QueryBus',
  'QueryHandler',
];

const cqrs = {
  name: '@nestjs/cqrs',
  allowImportNames: routing,
  message: 'Only routing of commands and queries: events come from the log, not from a bus in memory.',
};

const onlyThese = ({ name, modules }) => ({
  regex: `^(?!(${modules.join('|')})$)`,
  message: `Not for ${name}: it may import ${modules.join(', ')} (docs/architecture.md, who imports whom).`,
});

const restricted = (row) => ({
  name: `regieboek/imports of ${row.name}`,
  files: row.files,
  ignores: [...(row.ignores ?? []), ...testFiles],
  rules: {
    'no-restricted-imports': ['error', { paths: [cqrs], patterns: row.modules ? [onlyThese(row)] : [] }],
  },
});

/** The double of EventStoreDB uses its client's own messages; its specs and the bench use the bare client directly. */
const besideTheClient = ['libs/eventing/test/eventstoredb*/**', 'libs/eventing/bench/eventstoredb.ts'];

/** For specs, benches and tools too: no client of a broker or an event store, and only the routing part of cqrs. */
const everywhere = {
  name: 'regieboek/imports of everything',
  files: ['**/*.ts', '**/*.mjs'],
  ignores: besideTheClient,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: [cqrs],
        patterns: [
          {
            regex: '^(kafkajs|@confluentinc/|@platformatic/kafka|@eventstore/|@kurrent/)',
            message: 'A client of a broker or event store lives in one file of an adapter in libs/eventing.',
          },
        ],
      },
    ],
  },
};

/** ESLint configurations: the general import rules, then the rows, each of which replaces them for its files. */
export const imports = [everywhere, ...rows.map(restricted)];
