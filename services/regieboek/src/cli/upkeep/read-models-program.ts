import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Settings } from '../../process/settings.js';
import type { Output } from '../output.js';
import type { ReadModelsOptions } from './read-models-command.js';

/** Context of the commands: output and settings. */
interface Surroundings {
  readonly output: Output;
  readonly settingsOf: (given: { readonly dataDir?: string }) => Promise<Settings>;
}

type Given = Omit<ReadModelsOptions, 'version'> & { readonly dataDir?: string };

const PARTITIONS_MAX = 1_000;

function partitionsFrom(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= PARTITIONS_MAX) return number;
  throw new InvalidArgumentError(`must be a whole number from 1 to ${PARTITIONS_MAX}`);
}

const LOG_ADDRESS = /^(postgres(ql)?|esdb|esdb\+discover|kurrentdb):\/\//;

function logFrom(text: string): string {
  if (LOG_ADDRESS.test(text)) return text;
  throw new InvalidArgumentError('must be an address that starts with postgres:// or esdb://');
}

/** Adds `read-models list` and `read-models rebuild`. */
export function addReadModelCommands(program: Command, { output, settingsOf }: Surroundings): void {
  const readModels = program
    .command('read-models')
    .description('tables that are derived from the event log: how far they are, and rebuilding them');
  const version = program.version() ?? '';
  const command = (name: string, description: string): Command =>
    readModels
      .command(name)
      .description(description)
      .option('--region <id>', 'only this region')
      .option('--data-dir <folder>', 'where data is kept (default .regieboek)')
      .option('--database <url>', 'database of one of the four services, postgres://… (default DATABASE_URL)')
      .addOption(
        new Option(
          '--event-log <url>',
          'event log, postgres://… or esdb://… (default EVENT_LOG_URL, else the database)',
        ).argParser(logFrom),
      )
      .option('--json', 'print the result as JSON');
  command('list', 'every read model, and how far it is in each region').action(async (options: Given) => {
    const { listReadModels } = await import('./read-models-command.js');
    await listReadModels({ ...options, version }, await settingsOf(options), output);
  });
  command('rebuild', 'rebuild one from the event log beside the live one, then switch; continues after an interruption')
    .argument('<name>', 'name of the read model, from the list; its version may be left out')
    .option('--from-scratch', 'do not go on with an interrupted rebuild')
    .addOption(
      new Option('--partitions <number>', 'partitions of every topic, in a four-service deployment')
        .env('KAFKA_PARTITIONS')
        .argParser(partitionsFrom),
    )
    .action(async (name: string, options: Given) => {
      const { rebuildReadModel } = await import('./read-models-command.js');
      await rebuildReadModel(name, { ...options, version }, await settingsOf(options), output);
    });
}
