import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Argument, Command, CommanderError, Option, InvalidArgumentError } from 'commander';
import { isRefusal, KNOWN_AT_FORMS } from '@regieboek/kernel';
import { month, port, whole, upTo120 } from './arguments.js';
import { addAuditCommands } from './audit/audit-program.js';
import { addClosingCommands, knownAt } from './closing/closing-program.js';
import { describeError } from './describe-error.js';
import { addIjwCommands } from './ijw/ijw-commands.js';
import { standardInput, type Input } from './input.js';
import { terminal, type Output } from './output.js';
import { requirePermissions } from './permissions.js';
import { addReceiptCommands, addSettlementCommands } from './settlement/settlement-program.js';
import type { CommandUnderWay } from '../process/command-audit.js';
import type { Settings } from '../process/settings.js';
import type { ExplainOptions, PeriodOptions, StatementOptions } from './billing/billing-commands.js';
import type { DemoCommandOptions } from './demo/command.js';
import type { ImportOptions } from './import-command.js';
import type { KeysOptions } from './upkeep/keys-commands.js';
import type { ParkedOptions } from './upkeep/parked-commands.js';
import { addReadModelCommands } from './upkeep/read-models-program.js';

interface Given {
  /** The command itself, for the audit log; set before it runs. */
  readonly command?: CommandUnderWay;
  readonly dataDir?: string;
  readonly port?: number;
  readonly behindGateway?: string;
  readonly demoLogin?: boolean;
  readonly login?: boolean;
}

/** Settings of a command that opens the ledger. */
async function settingsOf(given: Given): Promise<Settings> {
  const { readSettings } = await import('../process/settings.js');
  const settings = readSettings(process.env, {
    ...(given.dataDir ? { dataDir: given.dataDir } : {}),
    ...(given.port === undefined ? {} : { port: given.port }),
    ...(given.behindGateway === undefined ? {} : { behindGateway: given.behindGateway }),
    ...(given.demoLogin === undefined ? {} : { demoLogIn: given.demoLogin }),
    ...(given.login === undefined ? {} : { noLogIn: !given.login }),
  });
  return given.command ? { ...settings, command: given.command } : settings;
}

const dataDir = () =>
  new Option('--data-dir <folder>', 'where data is kept (default .regieboek)').argParser((folder) => {
    if (folder.trim() === '') throw new InvalidArgumentError('is empty: name a folder, or leave the option out');
    return folder;
  });
const json = () => new Option('--json', 'print the result as JSON');
const region = () => new Option('--region <id>', 'region, such as zhz').makeOptionMandatory();
const period = () => new Option('--period <yyyy-mm>', 'month of declaration').argParser(month).makeOptionMandatory();

function addLedgerCommands(program: Command, output: Output): void {
  program
    .command('import')
    .description('import contracts, residence facts and iJw messages: any mix of files and folders')
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
    .addOption(new Option('--known-at <when>', `as known at ${KNOWN_AT_FORMS}`).argParser(knownAt))
    .addOption(dataDir())
    .addOption(json())
    .action(async (options: Given & PeriodOptions) => {
      const { billCommand } = await import('./billing/billing-commands.js');
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
      const { statementCommand } = await import('./billing/billing-commands.js');
      await statementCommand(await settingsOf(options), options, output);
    });
  program
    .command('explain')
    .description('why a municipality pays an amount, in sentences')
    .addArgument(new Argument('<line-id>', 'id of a billed line, from a statement'))
    .option('--region <id>', 'look in this region only')
    .addOption(new Option('--known-at <when>', `as known at ${KNOWN_AT_FORMS}`).argParser(knownAt))
    .option('--rule-set <version>', 'by this version of the rules')
    .addOption(new Option('--lang <language>', 'language of the sentences').choices(['nl', 'en']).default('nl'))
    .addOption(dataDir())
    .addOption(json())
    .action(async (id: string, options: Given & ExplainOptions) => {
      const { explainCommand } = await import('./billing/billing-commands.js');
      await explainCommand(id, await settingsOf(options), options, output);
    });
}

function addProcessCommands(program: Command, output: Output): void {
  program
    .command('serve')
    .description('serve the HTTP API until Ctrl-C')
    .addOption(new Option('--port <number>', 'port on 127.0.0.1 (default 3000, or PORT)').argParser(port))
    .option(
      '--behind-gateway <who>',
      'who checks who comes in, where HOST is not of this machine alone and nobody logs in',
    )
    .option(
      '--demo-login',
      'log in as invented users, at an identity provider that is started too; on this machine only',
    )
    .option('--no-login', 'nobody logs in: whoever reaches the server is the user of this machine')
    .addOption(dataDir())
    .action(async (options: Given) => {
      const { serveCommand } = await import('./serve-command.js');
      await serveCommand(await settingsOf(options), output);
    });
  program
    .command('demo')
    .description('run the whole main job on generated data of four regions')
    .addOption(new Option('--youths <number>', 'youths in total').argParser(whole))
    .addOption(new Option('--months <number>', 'months of declarations, 1 to 120').argParser(upTo120))
    .addOption(new Option('--seed <number>', 'seed of the generated data').argParser(whole))
    .option('--out <folder>', 'where files and data go (default .regieboek/demo)')
    .option('--files-only', 'write the files and stop')
    .addOption(json())
    .action(async (options: DemoCommandOptions) => {
      const { demoCommand } = await import('./demo/command.js');
      await demoCommand(options, output);
    });
}

function addResidenceCommands(program: Command, output: Output): void {
  program
    .command('rules')
    .description('versions of the rules (regelset) that months are billed by')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { rulesCommand } = await import('./rules-command.js');
      rulesCommand(options, output);
    });
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
    .description('streams and received messages that are blocked until an operator acts');
  const command = (name: string, description: string): Command =>
    parked
      .command(name)
      .description(description)
      .addOption(dataDir())
      .option('--database <url>', 'database of one of the four services, postgres://… (default DATABASE_URL)');
  const named = () => new Argument('<name>', 'name of the stream or id of the message, from the list');
  const consumer = () => new Option('--consumer <name>', 'of a stream: only for this read model');
  command('list', 'what waits, since when and why')
    .addOption(json())
    .action(async (options: Given & ParkedOptions) => {
      const { listParked } = await import('./upkeep/parked-commands.js');
      await listParked(options, await settingsOf(options), output);
    });
  command('retry', 'retry, after the cause was repaired')
    .addArgument(named())
    .addOption(consumer())
    .action(async (name: string, options: Given & ParkedOptions) => {
      const { retryParked } = await import('./upkeep/parked-commands.js');
      await retryParked(name, options, await settingsOf(options), output);
    });
  command('skip', 'go on without the record or message in the way; it is kept, with the reason')
    .addArgument(named())
    .requiredOption('--reason <text>', 'why it may be left out, and who decided so')
    .addOption(consumer())
    .action(async (name: string, options: Given & ParkedOptions) => {
      const { skipParked } = await import('./upkeep/parked-commands.js');
      await skipParked(name, options, await settingsOf(options), output);
    });
}

function addKeyCommands(program: Command, output: Output): void {
  const keys = program.command('keys').description('the vault key, under which names, numbers and messages are kept');
  keys
    .command('check')
    .description('check that the key opens the vault and everything in it')
    .addOption(dataDir())
    .addOption(json())
    .action(async (options: Given & KeysOptions) => {
      const { checkKeys } = await import('./upkeep/keys-commands.js');
      await checkKeys(await settingsOf(options), options, output);
    });
  keys
    .command('rotate')
    .description('seal everything with a new key; after an interruption the same command goes on')
    .addOption(dataDir())
    .addOption(json())
    .action(async (options: Given & KeysOptions) => {
      const { rotateKeysCommand } = await import('./upkeep/keys-commands.js');
      await rotateKeysCommand(await settingsOf(options), options, output);
    });
}

/** Version of the product, from its package. */
const versionOf = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version;

/** The command line: reads piped data from `input` and writes to `output`. */
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
  addAuditCommands(program, { output, settingsOf });
  addParkedCommands(program, output);
  addReadModelCommands(program, { output, settingsOf });
  addKeyCommands(program, output);
  addIjwCommands(program, output, input);
  addResidenceCommands(program, output);
  requirePermissions(program);
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
    return isRefusal(error) && error.kind === 'settings' ? EXIT.usage : EXIT.refused;
  }
}
