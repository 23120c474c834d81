import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import type { ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import type { ApprovalOptions } from './approval-commands.js';
import { approvalHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const idOf = (language: Language): Argument =>
  new Argument('<id>', approvalHelp[language].id).argParser((text: string): string => {
    if (UUID.test(text)) return text;
    throw new InvalidArgumentError(approvalHelp[language].id);
  });

/** Adds `approvals list`, `approvals confirm` and `approvals decline`. */
export function addApprovalCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = approvalHelp[language];
  const approvals = program.command('approvals').description(help.approvals);
  const command = (name: string, description: string): Command =>
    approvals
      .command(name)
      .description(description)
      .addOption(new Option('--region <id>', help.region).makeOptionMandatory())
      .option('--data-dir <folder>', optionHelp[language].dataDir)
      .option('--json', optionHelp[language].json);
  command('list', help.list).action(async (options: Given & ApprovalOptions) => {
    const { listApprovals } = await import('./approval-commands.js');
    await listApprovals(await settingsOf(options), options, output);
  });
  command('confirm', help.confirm)
    .addArgument(idOf(language))
    .action(async (id: string, options: Given & ApprovalOptions) => {
      const { confirmApproval } = await import('./approval-commands.js');
      await confirmApproval(await settingsOf(options), id, options, output);
    });
  command('decline', help.decline)
    .addArgument(idOf(language))
    .action(async (id: string, options: Given & ApprovalOptions) => {
      const { declineApproval } = await import('./approval-commands.js');
      await declineApproval(await settingsOf(options), id, options, output);
    });
}
