import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import { monthsOf } from '../arguments.js';
import { knownAt, onRegion, type ProgramContext } from '../closing/closing-program.js';
import { documentLanguage, outFile } from '../files/out-file.js';
import type { InRegion } from '../in-region.js';
import { optionHelp } from '../language/help-texts.js';
import type { FiguresOptions } from './figures-command.js';
import type { OccupancyOptions } from './occupancy-command.js';
import type { StaysOptions } from './stays-command.js';
import { figuresHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

/** Ways to divide a figure; listed here so that help needs no service. */
const cuts = ['municipality', 'provider', 'form', 'product', 'age', 'year'];

const YEAR_MIN = 2015;

const year =
  (language: Language) =>
  (text: string): number => {
    if (!/^\d{4}$/.test(text) || Number(text) < YEAR_MIN)
      throw new InvalidArgumentError(figuresHelp[language].yearFault);
    return Number(text);
  };

function addFigures(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = figuresHelp[language];
  onRegion(program, 'figures', help.figures, language)
    .option('--name <figure>', help.name)
    .addOption(new Option('--period <period>', help.months).argParser(monthsOf(language)).makeOptionMandatory())
    .addOption(new Option('--by <cut>', help.by).choices(cuts))
    .addOption(new Option('--known-at <when>', optionHelp[language].knownAt).argParser(knownAt(language)))
    .option('--public', help.public)
    .addOption(outFile(language))
    .action(async (options: Given & FiguresOptions, command: Command) => {
      const { figuresCommand } = await import('./figures-command.js');
      await figuresCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
}

/** Figures about care: by name, durations of stays, occupancy, and situations to review. */
export function addFiguresCommands(program: Command, context: ProgramContext): void {
  const { output, settingsOf } = context;
  addFigures(program, context);
  const { language } = output;
  const help = figuresHelp[language];
  onRegion(program, 'stays', help.stays, language)
    .addOption(new Option('--year <yyyy>', help.year).argParser(year(language)).makeOptionMandatory())
    .action(async (options: Given & StaysOptions) => {
      const { staysCommand } = await import('./stays-command.js');
      await staysCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'occupancy', help.occupancy, language)
    .addOption(new Option('--period <period>', help.months).argParser(monthsOf(language)).makeOptionMandatory())
    .action(async (options: Given & OccupancyOptions) => {
      const { occupancyCommand } = await import('./occupancy-command.js');
      await occupancyCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'signals', help.signals, language).action(async (options: Given & InRegion) => {
    const { signalsCommand } = await import('./signals-command.js');
    await signalsCommand(await settingsOf(options), options, output);
  });
}
