import type { Command } from 'commander';
import type { ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import { dataDir } from '../place/data-dir.js';
import type { CheckCommandOptions } from './check-command.js';
import { checkTexts } from './texts.js';

type Given = CheckCommandOptions & { readonly dataDir?: string };

/** Adds `check`. */
export function addCheckCommand(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const texts = checkTexts[language];
  program
    .command('check')
    .description(texts.help)
    .option('--region <id>', texts.onlyRegion)
    .option('--deep', texts.deep)
    .addOption(dataDir(language))
    .option('--json', optionHelp[language].json)
    .action(async (options: Given) => {
      const { checkCommand } = await import('./check-command.js');
      await checkCommand(await settingsOf(options), options, output);
    });
}
