import { Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import { agbCode, monthsOf, spreadsheetFile } from '../arguments.js';
import { onRegion, type ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import type { RefusalsOptions } from './refusals-command.js';
import { refusalsHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

/** Adds `refusals`. */
export function addRefusalsCommand(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = refusalsHelp[language];
  onRegion(program, 'refusals', help.refusals, language)
    .addOption(new Option('--provider <agb>', optionHelp[language].provider).argParser(agbCode(language)))
    .addOption(new Option('--period <period>', help.period).argParser(monthsOf(language)))
    .option('--declaration <number>', help.declaration)
    .addOption(new Option('--out <file>', help.out).argParser(spreadsheetFile(language)))
    .action(async (options: Given & Omit<RefusalsOptions, 'lang'>, command: Command) => {
      const { refusalsCommand } = await import('./refusals-command.js');
      // Documents are Dutch unless another language is requested.
      const { lang = 'nl' } = command.optsWithGlobals<{ lang?: Language }>();
      await refusalsCommand(await settingsOf(options), { ...options, lang }, output);
    });
}
