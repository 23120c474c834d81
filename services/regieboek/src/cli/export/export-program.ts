import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import { knownAt, onRegion, type ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import type { ExportOptions } from './export-command.js';
import { exportHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

/** Forms of the files; listed here so that help needs no service. */
const forms = ['parquet', 'csv', 'csv-plain', 'xlsx'];

const code =
  (language: Language) =>
  (text: string): string => {
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(text)) throw new InvalidArgumentError(exportHelp[language].codeForm);
    return text;
  };

/** Adds `export bi`. */
export function addExportCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = exportHelp[language];
  const group = program.command('export').description(help.export);
  onRegion(group, 'bi', help.bi, language)
    .requiredOption('--out <folder>', help.out)
    .addOption(new Option('--purpose <code>', help.purpose).argParser(code(language)).makeOptionMandatory())
    .addOption(new Option('--receiver <code>', help.receiver).argParser(code(language)).default('internal'))
    .addOption(new Option('--form <form>', help.form).choices(forms).default('parquet'))
    .addOption(new Option('--known-at <when>', optionHelp[language].knownAt).argParser(knownAt(language)))
    .action(async (options: Given & ExportOptions) => {
      const { exportCommand } = await import('./export-command.js');
      await exportCommand(await settingsOf(options), options, output);
    });
}
