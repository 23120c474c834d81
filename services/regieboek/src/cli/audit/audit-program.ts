import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseDay } from '@regieboek/kernel';
import type { ProgramContext } from '../closing/closing-program.js';
import type { AuditOptions, ExportOptions, VerifyAuditOptions } from './audit-commands.js';

interface Given {
  readonly dataDir?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function dayFrom(text: string): string {
  if (parseDay(text) === undefined) throw new InvalidArgumentError('expected a day yyyy-mm-dd');
  return text;
}

function youthFrom(text: string): string {
  if (UUID.test(text)) return text;
  throw new InvalidArgumentError('expected the pseudonym of a youth: a UUID, as in statements; never a BSN');
}

function markFrom(text: string, before: VerifyAuditOptions['mark'] = []): VerifyAuditOptions['mark'] {
  const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined || hash === undefined)
    throw new InvalidArgumentError('expected position:hash, as verify printed it');
  return [...before, { position: Number(position), hash }];
}

const withPlace = (command: Command): Command =>
  command
    .option('--data-dir <folder>', 'where data is kept (default .regieboek)')
    .option('--database <url>', 'database of one of the four services, postgres://… (default DATABASE_URL)');

const withFilters = (command: Command): Command =>
  withPlace(command)
    .addOption(
      new Option('--region <id>', 'region, such as zhz; * for log-ins and requests of no region').makeOptionMandatory(),
    )
    .addOption(new Option('--youth <id>', 'what was done with data of this youth').argParser(youthFrom))
    .option('--actor <subject>', 'what this actor did')
    .addOption(new Option('--from <yyyy-mm-dd>', 'first day, UTC').argParser(dayFrom))
    .addOption(new Option('--to <yyyy-mm-dd>', 'last day, UTC').argParser(dayFrom));

/** Adds `audit show`, `audit verify` and `audit export`. */
export function addAuditCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const audit = program.command('audit').description('the audit log: who saw or changed what, and who was refused');
  withFilters(audit.command('show').description('entries of a region, oldest first'))
    .option('--json', 'print the result as JSON')
    .action(async (options: Given & AuditOptions) => {
      const { showAudit } = await import('./audit-commands.js');
      await showAudit(await settingsOf(options), options, output);
    });
  withFilters(audit.command('export').description('entries as JSON, one a line'))
    .addOption(
      new Option('--form <form>', 'entries, or lines of the Logboek Dataverwerkingen, which name no user')
        .choices(['entries', 'logboek'])
        .default('entries'),
    )
    .action(async (options: Given & ExportOptions) => {
      const { exportAudit } = await import('./audit-commands.js');
      await exportAudit(await settingsOf(options), options, output);
    });
  withPlace(audit.command('verify').description('check that no entry was changed, removed or moved'))
    .option('--region <id>', 'only this region')
    .addOption(
      new Option('--mark <position:hash>', 'an end of the chain that was kept elsewhere (repeatable)').argParser(
        markFrom,
      ),
    )
    .option('--json', 'print the result as JSON')
    .action(async (options: Given & VerifyAuditOptions) => {
      const { verifyAudit } = await import('./audit-commands.js');
      await verifyAudit(await settingsOf(options), options, output);
    });
}
