import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseDay, type Language } from '@regieboek/kernel';
import { youthId } from '../arguments.js';
import type { ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import type { AuditOptions, ExportOptions, PruneOptions, VerifyAuditOptions } from './audit-commands.js';
import { auditHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

const dayFrom =
  (language: Language) =>
  (text: string): string => {
    if (parseDay(text) === undefined) throw new InvalidArgumentError(auditHelp[language].day);
    return text;
  };

const markFrom =
  (language: Language) =>
  (text: string, before: VerifyAuditOptions['mark'] = []): VerifyAuditOptions['mark'] => {
    const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
    if (position === undefined || hash === undefined) throw new InvalidArgumentError(auditHelp[language].markForm);
    return [...before, { position: Number(position), hash }];
  };

const withPlace = (command: Command, language: Language): Command =>
  command
    .option('--data-dir <folder>', optionHelp[language].dataDir)
    .option('--database <url>', optionHelp[language].database);

const withFilters = (command: Command, language: Language): Command => {
  const help = auditHelp[language];
  return withPlace(command, language)
    .addOption(new Option('--region <id>', help.region).makeOptionMandatory())
    .addOption(new Option('--youth <id>', help.youth).argParser(youthId(auditHelp[language].pseudonym)))
    .option('--actor <subject>', help.actor)
    .addOption(new Option('--from <yyyy-mm-dd>', help.from).argParser(dayFrom(language)))
    .addOption(new Option('--to <yyyy-mm-dd>', help.to).argParser(dayFrom(language)));
};

/** Adds `audit show`, `audit verify` and `audit export`. */
export function addAuditCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = auditHelp[language];
  const audit = program.command('audit').description(help.audit);
  withFilters(audit.command('show').description(help.show), language)
    .option('--json', optionHelp[language].json)
    .action(async (options: Given & AuditOptions) => {
      const { showAudit } = await import('./audit-commands.js');
      await showAudit(await settingsOf(options), options, output);
    });
  withFilters(audit.command('export').description(help.export), language)
    .addOption(new Option('--form <form>', help.form).choices(['entries', 'logboek']).default('entries'))
    .action(async (options: Given & ExportOptions) => {
      const { exportAudit } = await import('./audit-commands.js');
      await exportAudit(await settingsOf(options), options, output);
    });
  withPlace(audit.command('prune').description(help.prune), language)
    .addOption(new Option('--region <id>', help.region).makeOptionMandatory())
    .option('--json', optionHelp[language].json)
    .action(async (options: Given & PruneOptions) => {
      const { pruneAudit } = await import('./audit-commands.js');
      await pruneAudit(await settingsOf(options), options, output);
    });
  withPlace(audit.command('verify').description(help.verify), language)
    .option('--region <id>', help.onlyRegion)
    .addOption(new Option('--mark <position:hash>', help.mark).argParser(markFrom(language)))
    .option('--json', optionHelp[language].json)
    .action(async (options: Given & VerifyAuditOptions) => {
      const { verifyAudit } = await import('./audit-commands.js');
      await verifyAudit(await settingsOf(options), options, output);
    });
}
