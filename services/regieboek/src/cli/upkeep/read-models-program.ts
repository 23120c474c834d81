import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { optionHelp } from '../language/help-texts.js';
import type { Output } from '../output.js';
import { argumentTexts } from '../texts.js';
import type { ReadModelsOptions } from './opened-read-models.js';
import { upkeepHelp } from './help.js';

/** Context of the commands: output and settings. */
interface Surroundings {
  readonly output: Output;
  readonly settingsOf: (given: { readonly dataDir?: string }) => Promise<Settings>;
}

type Given = Omit<ReadModelsOptions, 'version'> & { readonly dataDir?: string };

const PARTITIONS_MAX = 1_000;

const partitionsFrom =
  (language: Language) =>
  (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1 && number <= PARTITIONS_MAX) return number;
    throw new InvalidArgumentError(argumentTexts[language].partitions(PARTITIONS_MAX));
  };

const LOG_ADDRESS = /^(postgres(ql)?|esdb|esdb\+discover|kurrentdb):\/\//;

const logFrom =
  (language: Language) =>
  (text: string): string => {
    if (LOG_ADDRESS.test(text)) return text;
    throw new InvalidArgumentError(argumentTexts[language].logAddress);
  };

/** Adds `read-models list` and `read-models rebuild`. */
export function addReadModelCommands(program: Command, { output, settingsOf }: Surroundings): void {
  const { language } = output;
  const help = upkeepHelp[language];
  const readModels = program.command('read-models').description(help.readModels);
  const version = program.version() ?? '';
  const command = (name: string, description: string): Command =>
    readModels
      .command(name)
      .description(description)
      .option('--region <id>', help.onlyRegion)
      .option('--data-dir <folder>', optionHelp[language].dataDir)
      .option('--database <url>', optionHelp[language].database)
      .addOption(new Option('--event-log <url>', help.eventLog).argParser(logFrom(language)))
      .option('--json', optionHelp[language].json);
  command('list', help.readModelsList).action(async (options: Given) => {
    const { listReadModels } = await import('./read-models-command.js');
    await listReadModels({ ...options, version }, await settingsOf(options), output);
  });
  command('rebuild', help.rebuild)
    .argument('<name>', help.readModelName)
    .option('--from-scratch', help.fromScratch)
    .addOption(
      new Option('--partitions <number>', help.partitions).env('KAFKA_PARTITIONS').argParser(partitionsFrom(language)),
    )
    .action(async (name: string, options: Given) => {
      const { rebuildReadModel } = await import('./read-models-command.js');
      await rebuildReadModel(name, { ...options, version }, await settingsOf(options), output);
    });
}
