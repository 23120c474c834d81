import { Option, type Command } from 'commander';
import { erasureGround } from '@regieboek/events';
import { date, youthId } from '../arguments.js';
import { onRegion, type ProgramContext } from '../closing/closing-program.js';
import type { EraseOptions, RetentionOptions } from './erasure-commands.js';
import { erasureHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

/** Adds `retention` and `erase`. */
export function addErasureCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = erasureHelp[language];
  onRegion(program, 'retention', help.retention, language)
    .addOption(new Option('--on <yyyy-mm-dd>', help.on).argParser(date(language)))
    .option('--due', help.due)
    .action(async (options: Given & RetentionOptions) => {
      const { retentionCommand } = await import('./erasure-commands.js');
      await retentionCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'erase', help.erase, language)
    .addOption(new Option('--youth <id>', help.youth).argParser(youthId(help.pseudonym)).makeOptionMandatory())
    .addOption(new Option('--ground <ground>', help.ground).choices(erasureGround.options).makeOptionMandatory())
    .action(async (options: Given & EraseOptions) => {
      const { eraseCommand } = await import('./erasure-commands.js');
      await eraseCommand(await settingsOf(options), options, output);
    });
}
