import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import { spreadsheetFile } from '../arguments.js';
import { onRegion, type ProgramContext } from '../closing/closing-program.js';
import type { InRegion } from '../in-region.js';
import type { ReviewOptions, RightsOptions } from './access-commands.js';
import { accessHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

const year =
  (language: Language) =>
  (text: string): number => {
    if (!/^2\d{3}$/.test(text)) throw new InvalidArgumentError(accessHelp[language].yearForm);
    return Number(text);
  };

/** Adds `access review`, `access emergency` and `access review-emergency`. */
export function addAccessCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = accessHelp[language];
  const access = program.command('access').description(help.access);
  onRegion(access, 'review', help.review, language)
    .addOption(new Option('--year <yyyy>', help.year).argParser(year(language)))
    .addOption(new Option('--out <file>', help.out).argParser(spreadsheetFile(language)))
    .action(async (options: Given & RightsOptions) => {
      const { reviewRightsCommand } = await import('./access-commands.js');
      await reviewRightsCommand(await settingsOf(options), options, output);
    });
  onRegion(access, 'emergency', help.emergency, language).action(async (options: Given & InRegion) => {
    const { emergencyCommand } = await import('./access-commands.js');
    await emergencyCommand(await settingsOf(options), options, output);
  });
  onRegion(access, 'review-emergency', help.reviewEmergency, language)
    .addArgument(new Argument('<id>', help.id))
    .addOption(
      new Option('--outcome <outcome>', help.outcome).choices(['justified', 'not-justified']).makeOptionMandatory(),
    )
    .action(async (id: string, options: Given & ReviewOptions) => {
      const { reviewEmergencyCommand } = await import('./access-commands.js');
      await reviewEmergencyCommand(await settingsOf(options), id, options, output);
    });
}
