import { localActor, mayInPart, type ActionName } from '@regieboek/access';
import { Refusal } from '@regieboek/kernel';
import type { Command } from 'commander';
import type { CommandUnderWay } from '../process/command-audit.js';
import { CommandRefused } from './output.js';

/** What a command needs: an action on a ledger, or nothing because it opens none or one that it invents itself. */
type CommandPermission = ActionName | 'no-ledger';

/** Permission of every command, by its name with those of the commands above it. */
const permissions: Readonly<Record<string, CommandPermission>> = {
  serve: 'operate',
  demo: 'no-ledger',
  import: 'import-messages',
  bill: 'see-billing',
  statement: 'see-statements',
  'verify-statement': 'no-ledger',
  explain: 'explain-lines',
  refusals: 'see-refusals',
  replay: 'see-billing',
  diff: 'see-books',
  'open-items': 'see-open-items',
  'standing list': 'see-open-items',
  'standing take': 'decide-standing',
  'standing withdraw': 'decide-standing',
  seal: 'seal-periods',
  reopen: 'seal-periods',
  verify: 'prove-periods',
  balances: 'see-books',
  corrections: 'see-books',
  'journal-entries': 'see-books',
  postings: 'see-books',
  reconcile: 'reconcile',
  remarks: 'write-remarks',
  settle: 'settle',
  'issue-settlement': 'issue-settlements',
  settlements: 'settle',
  pay: 'order-payments',
  'withdraw-payment': 'order-payments',
  receive: 'record-receipts',
  'bank-statement': 'record-receipts',
  receipts: 'see-receipts',
  figures: 'see-figures',
  forecast: 'see-figures',
  'late-billing': 'see-figures',
  stays: 'see-figures',
  occupancy: 'see-occupancy',
  signals: 'see-signals',
  who: 'look-up-youth',
  identity: 'see-identity',
  fact: 'record-residence',
  retention: 'see-retention',
  erase: 'erase-youth',
  'approvals list': 'see-approvals',
  'approvals confirm': 'decide-approvals',
  'approvals decline': 'decide-approvals',
  'access review': 'review-rights',
  'access emergency': 'see-emergency-access',
  'access review-emergency': 'review-emergency-access',
  'audit show': 'see-audit-log',
  'audit verify': 'see-audit-log',
  'audit prune': 'operate',
  'audit export': 'see-audit-log',
  'parked list': 'operate',
  'parked retry': 'operate',
  'parked skip': 'operate',
  'read-models list': 'operate',
  'read-models rebuild': 'operate',
  'keys check': 'operate',
  'keys rotate': 'operate',
  check: 'check-ledger',
  'export bi': 'export-figures',
  'backup create': 'operate',
  'backup verify': 'no-ledger',
  'backup exercise': 'operate',
  restore: 'operate',
  upgrade: 'operate',
  status: 'operate',
  remove: 'operate',
  'ijw check': 'no-ledger',
  'ijw answer': 'no-ledger',
  'ijw show': 'no-ledger',
  'ijw csv': 'no-ledger',
  'residence resolve': 'no-ledger',
  rules: 'no-ledger',
};

/** Name of a command with those of the commands above it, without that of the program. */
const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

const leavesOf = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);

function check(command: Command): void {
  const permission = permissions[nameOf(command)];
  if (permission === undefined || permission === 'no-ledger') return;
  const { region } = command.opts<{ readonly region?: string }>();
  const [argument] = command.args;
  const line = permission === 'explain-lines' ? argument : undefined;
  const approval = permission === 'decide-approvals' ? argument : undefined;
  const underWay: CommandUnderWay = { action: permission, region, options: { ...command.opts(), line, approval } };
  command.setOptionValue('command', underWay);
  const decision = mayInPart(localActor, permission, region);
  if (!decision.allowed) throw new CommandRefused(decision.reason.en);
}

/**
 * Has every command checked for its permission before it runs; on the command line the user of the machine acts. Throws a
 * Refusal that names commands without a permission, and permissions without a command.
 */
export function requirePermissions(program: Command, table = permissions): void {
  const names = leavesOf(program).map(nameOf);
  const faults = [
    ...names.filter((name) => !Object.hasOwn(table, name)).map((name) => `command ${name} declares no permission`),
    ...Object.keys(table).flatMap((name) => (names.includes(name) ? [] : `there is no command ${name} to permit`)),
  ];
  if (faults.length > 0)
    throw new Refusal('no-permission-declared', 'internal', `${faults.join('; ')}: correct the table of permissions`);
  program.hook('preAction', (_, command) => check(command));
}
