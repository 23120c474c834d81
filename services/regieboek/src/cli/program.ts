import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Argument, Command, CommanderError, Option } from 'commander';
import { month, port, whole } from './arguments.js';
import { addClosingCommands, knownAt } from './closing-program.js';
import { describeError } from './describe-error.js';
import { addIjwCommands } from './ijw/ijw-commands.js';
import { standardInput, type Input } from './input.js';
import { terminal, type Output } from './output.js';
import { addReceiptCommands, addSettlementCommands } from './settlement-program.js';
import type { Settings } from '../process/settings.js';
import type { ExplainOptions, PeriodOptions, StatementOptions } from './billing-commands.js';
import type { DemoCommandOptions } from './demo-command.js';
import type { ImportOptions } from './import-command.js';
import type { ParkedOptions } from './parked-commands.js';

interface Given {
  readonly dataDir?: string;
  readonly port?: number;
}

/** Settings of a command that opens the ledger. */
async function settingsOf(given: Given): Promise<Settings> {
  const { readSettings } = await import('../process/settings.js');
  return readSettings(process.env, {
    ...(given.dataDir ? { dataDir: given.dataDir } : {}),
    ...(given.port === undefined ? {} : { port: given.port }),
  });
}

const dataDir = () => new Option('--data-dir <folder>', 'where data is kept (default .regieboek)');
const json = () => new Option('--json', 'print the result as JSON');
const region = () => new Option('--region <id>', 'region, such as zhz').makeOptionMandatory();
const period = () => new Option('--period <yyyy-mm>', 'month of declaration').argParser(month).makeOptionMandatory();

function addLedgerCommands(program: Command, output: Output): void {
  program
    .command('import')
    .description('take in contracts, residence facts and iJw messages: any mix of files and folders')
    .addArgument(new Argument('<paths...>', 'files or folders'))
    .option('--answers <folder>', 'write the answers to messages there')
    .addOption(dataDir())
    .addOption(json())
    .action(async (paths: string[], options: Given & ImportOptions) => {
      const { importCommand } = await import('./import-command.js');
      await importCommand(paths, await settingsOf(options), options, output);
    });
  program
    .command('bill')
    .description('bill a month of a region to the responsible municipalities')
    .addOption(region())
    .addOption(period())
    .addOption(dataDir())
    .addOption(json())
    .action(async (options: Given & PeriodOptions) => {
      const { billCommand } = await import('./billing-commands.js');
      await billCommand(await settingsOf(options), options, output);
    });
  program
    .command('statement')
    .description('statements of a month, line by line: CSV, or JSON with --json')
    .addOption(region())
    .addOption(period())
    .option('--municipality <code>', 'only this municipality (CBS code)')
    .option('--out <folder>', 'write a JSON and a CSV file per municipality there')
    .addOption(dataDir())
    .addOption(json())
    .action(async (options: Given & StatementOptions) => {
      const { statementCommand } = await import('./billing-commands.js');
      await statementCommand(await settingsOf(options), options, output);
    });
  program
    .command('explain')
    .description('why a municipality pays an amount, in sentences')
    .addArgument(new Argument('<line-id>', 'id of a billed line, from a statement'))
    .option('--region <id>', 'look in this region only')
    .addOption(
      new Option('--known-at <when>', 'as known at a day yyyy-mm-dd, or position of the log').argParser(knownAt),
    )
    .option('--rule-set <version>', 'by this version of the rules')
    .addOption(new Option('--lang <language>', 'language of the sentences').choices(['nl', 'en']).default('nl'))
    .addOption(dataDir())
    .addOption(json())
    .action(async (id: string, options: Given & ExplainOptions) => {
      const { explainCommand } = await import('./billing-commands.js');
      await explainCommand(id, await settingsOf(options), options, output);
    });
}

function addProcessCommands(program: Command, output: Output): void {
  program
    .command('serve')
    .description('serve the HTTP API until Ctrl-C')
    .addOption(new Option('--port <number>', 'port on 127.0.0.1 (default 3000, or PORT)').argParser(port))
    .addOption(dataDir())
    .action(async (options: Given) => {
      const { serveCommand } = await import('./serve-command.js');
      await serveCommand(await settingsOf(options), output);
    });
  program
    .command('demo')
    .description('run the whole main job on generated data of four regions')
    .addOption(new Option('--youths <number>', 'youths in total').argParser(whole))
    .addOption(new Option('--months <number>', 'months of declarations').argParser(whole))
    .addOption(new Option('--seed <number>', 'seed of the generated data').argParser(whole))
    .option('--out <folder>', 'where files and data go (default .regieboek/demo)')
    .option('--files-only', 'write the files and stop')
    .addOption(json())
    .action(async (options: DemoCommandOptions) => {
      const { demoCommand } = await import('./demo-command.js');
      await demoCommand(options, output);
    });
}

function addResidenceCommands(program: Command, output: Output): void {
  program
    .command('residence')
    .description('the residence principle, without a database')
    .command('resolve')
    .description('responsible municipality per day of worked cases')
    .requiredOption('--cases <file>', 'JSON file with cases')
    .addOption(json())
    .action(async (options: { cases: string; json?: boolean }) => {
      const { resolveCommand } = await import('./residence-command.js');
      await resolveCommand(options, output);
    });
}

function addParkedCommands(program: Command, output: Output): void {
  const parked = program
    .command('parked')
    .description('streams that a service of four does not take in any further, because of a record it cannot apply');
  const database = () => new Option('--database <url>', 'database of the service, postgres://… (default DATABASE_URL)');
  const consumer = () => new Option('--consumer <name>', 'only for this read model');
  parked
    .command('list')
    .description('what waits, since when and why')
    .addOption(database())
    .addOption(json())
    .action(async (options: ParkedOptions) => {
      const { listParked } = await import('./parked-commands.js');
      await listParked(options, output);
    });
  parked
    .command('retry')
    .description('take in what waits of a stream, once what was wrong is repaired')
    .addArgument(new Argument('<stream>', 'name of the stream, from the list'))
    .addOption(database())
    .addOption(consumer())
    .action(async (stream: string, options: ParkedOptions) => {
      const { retryParked } = await import('./parked-commands.js');
      await retryParked(stream, options, output);
    });
  parked
    .command('skip')
    .description('go on without the record in the way; it is kept, with the reason')
    .addArgument(new Argument('<stream>', 'name of the stream, from the list'))
    .requiredOption('--reason <text>', 'why it may be left out, and who decided so')
    .addOption(database())
    .addOption(consumer())
    .action(async (stream: string, options: ParkedOptions) => {
      const { skipParked } = await import('./parked-commands.js');
      await skipParked(stream, options, output);
    });
}

/** Version of the product, from its package. */
const versionOf = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version;

/** The command line, reading what is piped in from `input` and writing to `output`. */
export function regieboekProgram(output: Output, input: Input): Command {
  const program = new Command('regieboek')
    .description('Ledger for regional youth care: who pays for which day, and why')
    .version(versionOf(), '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.line(text.trimEnd()),
      writeErr: (text) => output.error(text.trimEnd()),
    })
    .showHelpAfterError('(add --help for what is possible)')
    .configureHelp({ showGlobalOptions: true });
  addProcessCommands(program, output);
  addLedgerCommands(program, output);
  addClosingCommands(program, { output, settingsOf });
  addSettlementCommands(program, { output, settingsOf });
  addReceiptCommands(program, { output, settingsOf });
  addParkedCommands(program, output);
  addIjwCommands(program, output, input);
  addResidenceCommands(program, output);
  return program;
}

const EXIT = { done: 0, refused: 1, usage: 2 } as const;

/** Runs the command line; gives the exit code: 0 done, 1 refused with reasons or unforeseen, 2 wrong usage. */
export async function run(
  argv: readonly string[],
  output: Output = terminal,
  input: Input = standardInput,
): Promise<number> {
  try {
    await regieboekProgram(output, input).parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    output.progressDone();
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    output.error(`regieboek: ${await describeError(error)}`);
    return error instanceof Error && error.name === 'SettingsFault' ? EXIT.usage : EXIT.refused;
  }
}
