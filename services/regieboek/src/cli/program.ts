import { Argument, Command, CommanderError, Option } from 'commander';
import { isRefusal, languages, type Language } from '@regieboek/kernel';
import { month, port, whole, upTo120 } from './arguments.js';
import { addErasureCommands } from './erasure/erasure-program.js';
import { addAccessCommands } from './access/access-program.js';
import { addApprovalCommands } from './approvals/approval-program.js';
import { addStatementCommands } from './statement/program.js';
import { addAuditCommands } from './audit/audit-program.js';
import { addBackupCommands } from './backup/backup-program.js';
import { addClosingCommands, knownAt } from './closing/closing-program.js';
import { dataDir } from './place/data-dir.js';
import { describeError } from './describe-error.js';
import { ledgerHelp, optionHelp, processHelp } from './language/help-texts.js';
import { addIjwCommands } from './ijw/ijw-commands.js';
import { standardInput, type Input } from './input.js';
import { helpFrame } from './language/commander-texts.js';
import { languageIn } from './language/language.js';
import { addExamples } from './language/examples.js';
import { helpIn, usageErrorIn } from './language/speaking.js';
import { withJsonErrors } from './faults/json-errors.js';
import { documentLanguage, outFile } from './files/out-file.js';
import { terminal, type Output } from './output.js';
import { requirePermissions } from './permissions.js';
import { addPlaceCommands } from './place/place-program.js';
import { addRefusalsCommand } from './refusals/refusals-program.js';
import { addOpenItemsCommands } from './open-items/open-items-program.js';
import { addWhoCommands } from './who/who-program.js';
import { placeHelp } from './place/texts.js';
import { addIssueCommands, addReceiptCommands, addSettlementCommands } from './settlement/settlement-program.js';
import type { CommandUnderWay } from '../process/command-audit.js';
import type { Settings } from '../process/settings.js';
import type { BillOptions } from './billing/bill-command.js';
import type { ExplainOptions } from './billing/explain-command.js';
import type { DemoCommandOptions } from './demo/command.js';
import type { ImportOptions } from './import-command.js';
import { addFiguresCommands } from './figures/figures-program.js';
import { addForecastCommands } from './forecast/forecast-program.js';
import { addUpgradeCommand } from './upgrade/upgrade-program.js';
import { addExportCommands } from './export/export-program.js';
import { addCheckCommand } from './checks/check-program.js';
import { addReadModelCommands } from './upkeep/read-models-program.js';
import { addKeyCommands, addParkedCommands } from './upkeep/upkeep-program.js';
import { versionOf } from '../process/version.js';

interface Given {
  /** The command itself, for the audit log; set before it runs. */
  readonly command?: CommandUnderWay;
  readonly dataDir?: string;
  readonly port?: number;
  readonly behindGateway?: string;
  readonly demoLogin?: boolean;
  readonly login?: boolean;
  readonly adopt?: boolean;
  readonly inbox?: string;
  readonly outbox?: string;
}

/** Settings of a command that opens the ledger. */
async function settingsOf(given: Given): Promise<Settings> {
  const { readSettings } = await import('../process/settings.js');
  const settings = readSettings(process.env, {
    ...(given.dataDir ? { dataDir: given.dataDir } : {}),
    ...(given.port === undefined ? {} : { port: given.port }),
    ...(given.behindGateway === undefined ? {} : { behindGateway: given.behindGateway }),
    ...(given.demoLogin === undefined ? {} : { demoLogIn: given.demoLogin }),
    ...(given.adopt === undefined ? {} : { adopt: given.adopt }),
    ...(given.inbox === undefined ? {} : { inbox: given.inbox }),
    ...(given.outbox === undefined ? {} : { outbox: given.outbox }),
    ...(given.login === undefined ? {} : { noLogIn: !given.login }),
  });
  return given.command ? { ...settings, command: given.command } : settings;
}

const json = (language: Language) => new Option('--json', optionHelp[language].json);
const region = (language: Language) => new Option('--region <id>', optionHelp[language].region).makeOptionMandatory();
const period = (language: Language) =>
  new Option('--period <yyyy-mm>', optionHelp[language].period).argParser(month(language)).makeOptionMandatory();
const at = (language: Language) =>
  new Option('--known-at <when>', optionHelp[language].knownAt).argParser(knownAt(language));

function addLedgerCommands(program: Command, output: Output): void {
  const { language } = output;
  const help = ledgerHelp[language];
  program
    .command('import')
    .description(help.import)
    .addArgument(new Argument('<paths...>', help.paths))
    .option('--answers <folder>', help.answers)
    .addOption(dataDir(language))
    .addOption(json(language))
    .action(async (paths: string[], options: Given & ImportOptions) => {
      const { importCommand } = await import('./import-command.js');
      await importCommand(paths, await settingsOf(options), options, output);
    });
  program
    .command('bill')
    .description(help.bill)
    .addOption(region(language))
    .addOption(period(language))
    .addOption(at(language))
    .addOption(outFile(language))
    .addOption(dataDir(language))
    .addOption(json(language))
    .action(async (options: Given & BillOptions, command: Command) => {
      const { billCommand } = await import('./billing/bill-command.js');
      await billCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
  addStatementCommands(program, { output, settingsOf });
  program
    .command('explain')
    .description(help.explain)
    .addArgument(new Argument('<line-id>', help.lineId))
    .option('--region <id>', help.onlyRegion)
    .addOption(at(language))
    .option('--rule-set <version>', help.ruleSet)
    .addOption(dataDir(language))
    .addOption(json(language))
    .action(async (id: string, options: Given & ExplainOptions, command: Command) => {
      const { explainCommand } = await import('./billing/explain-command.js');
      // Explanations are for municipalities: Dutch unless another language is requested.
      const { lang = 'nl' } = command.optsWithGlobals<{ lang?: Language }>();
      await explainCommand(id, await settingsOf(options), { ...options, lang }, output);
    });
}

function addProcessCommands(program: Command, output: Output): void {
  const { language } = output;
  const help = processHelp[language];
  program
    .command('serve')
    .description(help.serve)
    .addOption(new Option('--port <number>', help.port).argParser(port(language)))
    .option('--behind-gateway <name>', help.behindGateway)
    .option('--demo-login', help.demoLogIn)
    .option('--no-login', help.noLogIn)
    .option('--inbox <folder>', help.inbox)
    .option('--outbox <folder>', help.outbox)
    .option('--adopt', placeHelp[language].adopt)
    .addOption(dataDir(language))
    .action(async (options: Given) => {
      const { serveCommand } = await import('./serve-command.js');
      await serveCommand(await settingsOf(options), output);
    });
  program
    .command('demo')
    .description(help.demo)
    .addOption(new Option('--youths <number>', help.youths).argParser(whole(language)))
    .addOption(new Option('--months <number>', help.months).argParser(upTo120(language)))
    .addOption(new Option('--seed <number>', help.seed).argParser(whole(language)))
    .option('--out <folder>', help.out)
    .option('--files-only', help.filesOnly)
    .addOption(json(language))
    .action(async (options: DemoCommandOptions) => {
      const { demoCommand } = await import('./demo/command.js');
      await demoCommand(options, output);
    });
}

function addResidenceCommands(program: Command, output: Output): void {
  const { language } = output;
  const help = ledgerHelp[language];
  program
    .command('rules')
    .description(help.rules)
    .addOption(json(language))
    .action(async (options: { json?: boolean }) => {
      const { rulesCommand } = await import('./rules-command.js');
      rulesCommand(options, output);
    });
  program
    .command('residence')
    .description(help.residence)
    .command('resolve')
    .description(help.resolve)
    .requiredOption('--cases <file>', help.cases)
    .addOption(json(language))
    .action(async (options: { cases: string; json?: boolean }) => {
      const { resolveCommand } = await import('./residence-command.js');
      await resolveCommand(options, output);
    });
}

/** The command line: reads piped data from `input` and writes to `output`. */
export function regieboekProgram(output: Output, input: Input): Command {
  const { language } = output;
  const frame = helpFrame[language];
  const program = new Command('regieboek')
    .description(ledgerHelp[language].product)
    .version(versionOf(), '--version', frame.version)
    .addOption(new Option('--lang <language>', frame.language).choices([...languages]))
    .helpOption('-h, --help', frame.help)
    .helpCommand('help [command]', frame.help)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.line(text.trimEnd()),
      writeErr: (text) => output.error(text.trimEnd()),
      outputError: (text, write) => write(usageErrorIn(language, text)),
    })
    .showHelpAfterError(frame.showHelp)
    .configureHelp(helpIn(language));
  addProcessCommands(program, output);
  addLedgerCommands(program, output);
  addClosingCommands(program, { output, settingsOf });
  addSettlementCommands(program, { output, settingsOf });
  addIssueCommands(program, { output, settingsOf });
  addReceiptCommands(program, { output, settingsOf });
  addFiguresCommands(program, { output, settingsOf });
  addForecastCommands(program, { output, settingsOf });
  addOpenItemsCommands(program, { output, settingsOf });
  addRefusalsCommand(program, { output, settingsOf });
  addWhoCommands(program, { output, settingsOf }, input);
  addErasureCommands(program, { output, settingsOf });
  addAccessCommands(program, { output, settingsOf });
  addApprovalCommands(program, { output, settingsOf });
  addAuditCommands(program, { output, settingsOf });
  addParkedCommands(program, { output, settingsOf });
  addReadModelCommands(program, { output, settingsOf });
  addKeyCommands(program, { output, settingsOf });
  addBackupCommands(program, { output, settingsOf });
  addPlaceCommands(program, { output, settingsOf });
  addCheckCommand(program, { output, settingsOf });
  addExportCommands(program, { output, settingsOf });
  addUpgradeCommand(program, { output, settingsOf });
  addIjwCommands(program, output, input);
  addResidenceCommands(program, output);
  addExamples(program, language);
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
  const language = languageIn(argv) ?? output.language;
  const { spoken, fail } = withJsonErrors({ ...output, language }, argv);
  try {
    await regieboekProgram(spoken, input).parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    output.progressDone();
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.done;
      fail({ code: 'usage', message: usageErrorIn(language, error.message), faults: [] });
      return EXIT.usage;
    }
    const message = await describeError(error, language);
    output.error(`regieboek: ${message}`);
    const { code, faults } = isRefusal(error) ? error : { code: 'unexpected', faults: [] };
    fail({ code, message, faults });
    return isRefusal(error) && error.kind === 'settings' ? EXIT.usage : EXIT.refused;
  }
}
