import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** A violation: its folder, its content, and the rule that has to report it. */
type Seed = readonly [row: string, folder: string, code: string, rule: string];

const imports = 'no-restricted-imports';
const boundaries = '@nx/enforce-module-boundaries';
const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';
const properties = 'no-restricted-properties';

const use = (module: string): string => `import * as it from '${module}';\nexport const seen = it;\n`;
const value = (expression: string): string => `export const seen: unknown = ${expression};\n`;

const seeds: readonly Seed[] = [
  ['kernel imports nothing', 'libs/kernel/src', use('zod'), imports],
  ['kernel imports no other library', 'libs/kernel/src', use('@regieboek/billing'), boundaries],
  ['kernel imports nothing of Node', 'libs/kernel/src', use('node:fs'), imports],
  ['access imports nothing', 'libs/access/src', use('zod'), imports],
  ['access depends on no other library', 'libs/access/src', use('@regieboek/kernel'), boundaries],
  ['no clock where permissions are decided', 'libs/access/src', value('Date.now()'), globals],
  ['the log-in loads no provider of the demo', 'libs/platform/src', use('oidc-provider'), imports],
  ['residence imports the kernel only', 'libs/residence/src', use('@regieboek/events'), imports],
  ['residence depends on the kernel only', 'libs/residence/src', use('@regieboek/events'), boundaries],
  ['ijw imports no other library', 'libs/ijw/src', use('@regieboek/residence'), imports],
  ['ijw has no zod', 'libs/ijw/src', use('zod'), imports],
  ['events imports no other library', 'libs/events/src', use('@regieboek/billing'), imports],
  ['events has no XML', 'libs/events/src', use('saxes'), imports],
  ['billing imports no log', 'libs/billing/src', use('@regieboek/eventing'), imports],
  ['billing depends on no log', 'libs/billing/src', use('@regieboek/eventing'), boundaries],
  ['rules of billing know no history', 'libs/billing/src/rules', use('@regieboek/journal'), imports],
  ['rules of billing know no columns', 'libs/billing/src/rules', use('../columns/bill-month.js'), imports],
  ['rules over facts open no segments', 'libs/billing/src/objects', use('@regieboek/journal/segments'), imports],
  ['rules over columns do no I/O', 'libs/billing/src/columns', use('node:fs/promises'), imports],
  ['the journal imports no law', 'libs/journal/src', use('@regieboek/residence'), imports],
  ['the journal depends on no law', 'libs/journal/src', use('@regieboek/residence'), boundaries],
  ['the journal imports no rules', 'libs/journal/src/segments', use('@regieboek/billing'), imports],
  ['the journal depends on no rules', 'libs/journal/src', use('@regieboek/billing'), boundaries],
  ['journal imports no log', 'libs/journal/src', use('@regieboek/eventing'), imports],
  ['journal does no I/O', 'libs/journal/src', use('node:fs/promises'), imports],
  ['columns of the journal do no I/O', 'libs/journal/src/columns', use('node:fs/promises'), imports],
  ['segments know no log', 'libs/journal/src/segments', use('@regieboek/eventing'), imports],
  ['segments have one file with Arrow', 'libs/journal/src/segments', use('apache-arrow'), imports],
  ['a domain imports no framework', 'services/finance/src/domain/ledger', use('@nestjs/common'), imports],
  ['a domain imports no database', 'services/placements/src/domain', use('pg'), imports],
  ['a domain imports no TypeORM', 'services/contracts/src/domain', use('typeorm'), imports],
  ['a domain imports nothing of Node', 'services/reporting/src/domain', use('node:crypto'), imports],
  ['a domain imports no log', 'services/finance/src/domain/ledger', use('@regieboek/eventing'), imports],
  ['a domain imports no platform', 'services/finance/src/domain/ledger', use('@regieboek/platform'), imports],
  ['a domain imports no shell', 'services/placements/src/domain', use('../tokens.js'), imports],
  ['a subject of a domain imports no shell', 'services/finance/src/domain/runs', use('../../runs/runs.js'), imports],
  ['a domain loads nothing late', 'services/finance/src/domain/ledger', value("import('node:fs')"), syntax],
  ['a shell loads no module from outside late', 'services/finance/src/statements', value("import('kafkajs')"), syntax],
  [
    'no testing entry in product code',
    'services/finance/src/statements',
    use('@regieboek/embedded-postgres/testing'),
    imports,
  ],
  ['eventing has one file with pg', 'libs/eventing/src', use('pg'), imports],
  ['the rest of the adapter has no pg either', 'libs/eventing/src/postgres', use('pg'), imports],
  ['eventing has one folder with the EventStoreDB client', 'libs/eventing/src', use('@eventstore/db-client'), imports],
  ['that adapter has one folder with it', 'libs/eventing/src/eventstoredb', use('@eventstore/db-client'), imports],
  ['nothing speaks gRPC past the client', 'libs/eventing/src/eventstoredb', use('@grpc/grpc-js'), imports],
  ['eventing depends on no platform', 'libs/eventing/src', use('@regieboek/platform'), boundaries],
  ['the rest of the Kafka adapter has no client of it', 'libs/eventing/src/feed', use('kafkajs'), imports],
  ['clients of brokers live in eventing', 'tools/bench', use('kafkajs'), imports],
  [
    'clients of event stores live in eventing',
    'services/finance/src/read-model',
    use('@eventstore/db-client'),
    imports,
  ],
  ['platform imports no domain library', 'libs/platform/src', use('@regieboek/billing'), imports],
  ['platform depends on no domain library', 'libs/platform/src', use('@regieboek/billing'), boundaries],
  ['the embedded server knows no platform', 'libs/embedded-postgres/src', use('@regieboek/platform'), boundaries],
  ['the platform knows no intake', 'libs/platform/src', use('@regieboek/intake'), boundaries],
  ['a service imports no other service', 'services/finance/src/statements', use('@regieboek/placements'), imports],
  [
    'a service depends on no other service',
    'services/finance/src/statements',
    use('@regieboek/placements'),
    boundaries,
  ],
  [
    'no path climbs out of a service',
    'services/finance/src/statements',
    use('../../../placements/src/index.js'),
    boundaries,
  ],
  [
    'the one process imports no inside of a service',
    'services/regieboek/src',
    use('@regieboek/finance/src/x.js'),
    imports,
  ],
  ['no path into a service', 'services/regieboek/src', use('../../finance/src/statements/billing.js'), boundaries],
  ['no library imports a service', 'libs/platform/src', use('@regieboek/finance'), boundaries],
  ['no EventBus', 'services/finance/src/statements', "export { EventBus } from '@nestjs/cqrs';\n", imports],
  ['no AggregateRoot', 'services/contracts/src/import', "export { AggregateRoot } from '@nestjs/cqrs';\n", imports],
  ['no sagas', 'services/placements/src/import', "export { Saga } from '@nestjs/cqrs';\n", imports],
  ['no synchronize', 'libs/platform/src/read-models', value('{ synchronize: true }'), syntax],
  ['no synchronize by setting', 'services/finance/src/read-model', value("{ 'synchronize': Boolean(1) }"), syntax],
  ['no clock in a domain', 'services/finance/src/domain/ledger', value('Date.now()'), globals],
  ['no time of now in a domain', 'services/placements/src/domain', value('new Date()'), globals],
  ['no Date for days in billing', 'libs/billing/src', value("new Date('2026-01-01')"), globals],
  ['no clock in the kernel', 'libs/kernel/src', value('performance.now()'), globals],
  ['no process in a domain', 'services/contracts/src/domain', value('process.env'), globals],
  ['no ids made in a domain', 'services/contracts/src/domain', value('crypto.randomUUID()'), globals],
  ['no locale in the journal', 'libs/journal/src', value("new Intl.Collator('nl')"), globals],
  ['no chance in residence', 'libs/residence/src', value('Math.random()'), properties],
  ['no locale in an order', 'libs/billing/src', value("'a'.localeCompare('b')"), properties],
  ['no local time anywhere', 'services/finance/src/statements', value('new Date(0).getMonth()'), properties],
  ['no floats read', 'services/finance/src/declarations', value("parseFloat('1.5')"), globals],
  ['no floats read through Number', 'services/finance/src/declarations', value("Number.parseFloat('1.5')"), properties],
  ['no floats rounded outside presentation', 'services/finance/src/statements', value('(1).toFixed(2)'), properties],
  ['no fractions in billing', 'libs/billing/src', value('100 * 1.21'), syntax],
  ['no division in billing', 'libs/billing/src', 'export const half = (cents: number) => cents / 2;\n', syntax],
  [
    'no division where finance decides',
    'services/finance/src/domain/ledger',
    'export const half = (a: number) => a / 2;\n',
    syntax,
  ],
  ['no URL as a path', 'libs/kernel/src', value("new URL('./day.ts', import.meta.url).pathname"), syntax],
  ['no law without a seed', 'libs/kernel/src', 'fc.assert(law);\n', syntax],
  [
    'no sample without a seed',
    'services/finance/src/domain/ledger',
    'export const seen = fc.sample(any, 5);\n',
    syntax,
  ],
  ['no size without a seed', 'services/reporting/src/domain', 'fc.assert(law, { numRuns: 5 });\n', syntax],
  [
    'a controller injects no application class',
    'services/finance/src/http/closing',
    'export class Seen {\n  constructor(@Inject(Closing) private readonly closing: Closing) {}\n}\n',
    syntax,
  ],
  ['no any', 'libs/kernel/src', 'export const seen = (a: any): unknown => a;\n', '@typescript-eslint/no-explicit-any'],
  [
    'no assertion where something is decided',
    'services/finance/src/domain/ledger',
    'export const seen = (a: unknown) => a as string;\n',
    '@typescript-eslint/consistent-type-assertions',
  ],
  [
    'no promise left alone',
    'services/finance/src/statements',
    'export const seen = () => {\n  Promise.resolve(1);\n};\n',
    '@typescript-eslint/no-floating-promises',
  ],
  ['no text run as code', 'libs/kernel/src', 'export const seen = (a: string): unknown => eval(a);\n', 'no-eval'],
  [
    'no fifth parameter',
    'libs/kernel/src',
    'export const seen = (a: 1, b: 1, c: 1, d: 1, e: 1) => a + b + c + d + e;\n',
    '@typescript-eslint/max-params',
  ],
  [
    'no forgotten case',
    'libs/kernel/src',
    "export const seen = (a: 'x' | 'y') => {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n};\n",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  [
    'no function over 60 lines',
    'libs/kernel/src',
    `export function seen(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(60)}  return n;\n}\n`,
    'max-lines-per-function',
  ],
  ['no file over 300 lines', 'libs/kernel/src', `${'// line\n'.repeat(300)}${value('1')}`, 'max-lines'],
  [
    'no function with more than fifteen ways through',
    'libs/kernel/src',
    `export const seen = (a: number) => ${Array.from({ length: 15 }, (_, n) => `a === ${n} || `).join('')}false;\n`,
    'complexity',
  ],
];

/** Code that the same rules must accept, so that a rule that reports everything is also detected. */
const permitted: readonly Seed[] = [
  ['ijw may read XML', 'libs/ijw/src', use('saxes'), imports],
  ['events may use zod', 'libs/events/src', use('zod'), imports],
  ['billing may use residence', 'libs/billing/src', use('@regieboek/residence'), imports],
  ['billing may depend on residence', 'libs/billing/src', use('@regieboek/residence'), boundaries],
  ['a subject may use another one', 'services/finance/src/domain/ledger', use('../runs/month-range.js'), imports],
  ['billing may use the journal', 'libs/billing/src/columns', use('@regieboek/journal'), imports],
  ['billing may depend on the journal', 'libs/billing/src', use('@regieboek/journal'), boundaries],
  ['a run may be work over segments', 'libs/billing/src/run', use('@regieboek/journal/segments'), imports],
  ['a domain may use permissions', 'services/finance/src/domain/ledger', use('@regieboek/access'), imports],
  ['a domain may depend on permissions', 'services/finance/src/domain/ledger', use('@regieboek/access'), boundaries],
  ['a domain may use the journal', 'services/finance/src/domain/ledger', use('@regieboek/journal'), imports],
  ['a domain may depend on libraries', 'services/finance/src/domain/ledger', use('@regieboek/journal'), boundaries],
  ['the one process may use a service', 'services/regieboek/src', use('@regieboek/finance'), imports],
  ['the one process may depend on a service', 'services/regieboek/src', use('@regieboek/finance'), boundaries],
  [
    'a shell may route commands',
    'services/contracts/src/import',
    "export { CommandBus } from '@nestjs/cqrs';\n",
    imports,
  ],
  [
    'the command line may load its own late',
    'services/regieboek/src/cli',
    value("import('@regieboek/platform/today')"),
    syntax,
  ],
  [
    'a controller injects the buses',
    'services/finance/src/http/closing',
    'export class Seen {\n  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}\n}\n',
    syntax,
  ],
  ['a law may have a seed', 'libs/kernel/src', 'fc.assert(law, { seed: 1, numRuns: 5 });\n', syntax],
  ['a law may be given its seed', 'libs/kernel/src', 'fc.assert(law, { ...tried });\n', syntax],
  ['synchronize may be off', 'libs/platform/src/read-models', value('{ synchronize: false }'), syntax],
  ['presentation may round', 'services/regieboek/src/cli', value('(1).toFixed(2)'), properties],
  ['reporting may take a mean', 'services/reporting/src/domain', 'export const half = (a: number) => a / 2;\n', syntax],
  ['exact values may be floored', 'libs/billing/src', 'export const a = (b: number) => Math.floor(b / 12);\n', syntax],
  [
    'four parameters are enough',
    'libs/kernel/src',
    'export const seen = (a: 1, b: 1, c: 1, d: 1) => a + b + c + d;\n',
    '@typescript-eslint/max-params',
  ],
];

/** A file of product code in the folder; the seed is linted under its name, and the file stays unchanged. */
function fileIn(folder: string): string {
  const isProduct = (name: string): boolean => /(?<!\.(spec|long))\.ts$/.test(name);
  const below = () => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
  const product = readdirSync(join(root, folder)).findLast(isProduct) ?? below().findLast(isProduct);
  if (product === undefined) throw new Error(`${folder} has no source file to seed a violation in`);
  return join(root, folder, product);
}

interface Report {
  readonly rule: string | null;
  readonly text: string;
}

/** Lints all seeds in one process that starts without a project graph, a daemon or a cache of either. */
function lint(all: readonly Seed[]): ReadonlyMap<Seed, readonly Report[]> {
  const data = mkdtempSync(join(tmpdir(), 'regieboek-fence-'));
  try {
    const output = execFileSync(process.execPath, [join(root, 'tools', 'lint', 'lint-texts.mjs')], {
      input: JSON.stringify(all.map(([, folder, code]) => ({ file: fileIn(folder), code }))),
      env: { ...process.env, NODE_OPTIONS: '', NX_DAEMON: 'false', NX_WORKSPACE_DATA_DIRECTORY: data },
      cwd: root,
      encoding: 'utf8',
    });
    const reports = JSON.parse(output) as Report[][];
    return new Map(all.map((seed, i) => [seed, reports[i] ?? []]));
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

describe('the fence around the architecture', () => {
  const reports = lint([...seeds, ...permitted]);
  const rulesOf = (seed: Seed) => (reports.get(seed) ?? []).map(({ rule }) => rule);

  it.each(seeds.map((seed) => [seed[0], seed] as const))('%s', (_, seed) => {
    expect(rulesOf(seed)).toContain(seed[3]);
  });

  it.each(permitted.map((seed) => [seed[0], seed] as const))('%s', (_, seed) => {
    expect(rulesOf(seed)).not.toContain(seed[3]);
  });
});
