import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import { date } from '../arguments.js';
import { knownAt, onRegion, type ProgramContext } from '../closing/closing-program.js';
import { documentLanguage, outFile } from '../files/out-file.js';
import { optionHelp } from '../language/help-texts.js';
import type { ForecastOptions } from './forecast-command.js';
import type { LateBillingOptions } from './late-billing-command.js';
import { forecastHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

/** Scenarios and forms; listed here so that help needs no service. */
const scenarios = ['as-now', 'inflow-15-less', 'inflow-30-less', 'month-shorter'];

const NIGHTS = 182;
const NIGHTS_MAX = 730;

const horizon =
  (language: Language) =>
  (text: string): number => {
    const nights = /^\d{1,3}$/.test(text) ? Number(text) : 0;
    if (nights < 1 || nights > NIGHTS_MAX)
      throw new InvalidArgumentError(forecastHelp[language].horizonFault(NIGHTS_MAX));
    return nights;
  };

function addForecast(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = forecastHelp[language];
  onRegion(program, 'forecast', help.forecast, language)
    .addOption(new Option('--from <yyyy-mm-dd>', help.from).argParser(date(language)).makeOptionMandatory())
    .addOption(new Option('--horizon <nights>', help.horizon).argParser(horizon(language)).default(NIGHTS))
    .addOption(new Option('--scenario <name>', help.scenario).choices(scenarios))
    .option('--provider <agb>', help.provider)
    .option('--form <form>', help.form)
    .addOption(new Option('--known-at <when>', optionHelp[language].knownAt).argParser(knownAt(language)))
    .addOption(outFile(language))
    .action(async (options: Given & ForecastOptions, command: Command) => {
      const { forecastCommand } = await import('./forecast-command.js');
      await forecastCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
}

/** Figures of what is ahead: a forecast of occupied places, and what is still to be declared. */
export function addForecastCommands(program: Command, context: ProgramContext): void {
  addForecast(program, context);
  const { output, settingsOf } = context;
  const { language } = output;
  const help = forecastHelp[language];
  onRegion(program, 'late-billing', help.lateBilling, language)
    .option('--municipality <cbs>', help.declaredTo)
    .option('--provider <agb>', help.declaredBy)
    .addOption(new Option('--known-at <when>', optionHelp[language].knownAt).argParser(knownAt(language)))
    .addOption(outFile(language))
    .action(async (options: Given & LateBillingOptions, command: Command) => {
      const { lateBillingCommand } = await import('./late-billing-command.js');
      await lateBillingCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
}
