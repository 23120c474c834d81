import { randomBytes } from 'node:crypto';
import type { ActionName } from '@regieboek/access';
import { isRefusal } from '@regieboek/kernel';
import {
  Auditor,
  cipherWith,
  codesOf,
  knownAtIn,
  openAuditLog,
  type Audited,
  type AuditLog,
  type DatabaseAddresses,
  type Resources,
  type SeenByRegion,
} from '@regieboek/platform';
import { machineUser } from './machine-user.js';

/** A command of the command line: its action, and the options that are codes. */
export interface CommandUnderWay {
  readonly action: ActionName;
  readonly region: string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Options that are codes or days; names of files and reasons may hold anything. */
const CODES = ['period', 'from', 'to', 'municipality', 'provider', 'youth', 'actor'];

const queryOf = (options: CommandUnderWay['options']): Audited['query'] =>
  codesOf(Object.fromEntries(Object.entries(options).filter(([name]) => CODES.includes(name))));

const codeOf = (error: unknown): string => (isRefusal(error) ? error.code : 'unexpected');

/**
 * Runs a command, and records it in the audit log before its result is shown; without a command, such as for the invented data of
 * the demo, nothing is recorded. Throws AuditAway, and then the result is not shown.
 */
export async function audited<Result>(
  { audit, cipher, log }: Pick<Resources, 'audit' | 'cipher'> & { readonly log: Pick<AuditLog, 'regions'> },
  { command, seen }: { readonly command: CommandUnderWay | undefined; readonly seen: SeenByRegion },
  work: () => Promise<Result>,
): Promise<Result> {
  if (!command) return work();
  const auditor = new Auditor(audit, cipher, log);
  const startedAt = new Date().toISOString();
  const { action, region, options } = command;
  const record = (end: Pick<Audited, 'result' | 'code'>): Promise<void> =>
    auditor.record({
      actor: machineUser(),
      ...{ asked: action, region, seen, startedAt, query: queryOf(options), ...end },
      object: codesOf({ line: options['line'], approval: options['approval'] }, { exist: end.result === 'allowed' }),
      ...{ origin: 'command line', request: null, knownAt: knownAtIn(options) },
    });
  return recorded(record, work);
}

/** Runs `work`, and records how it ended before its result or its error is passed on. */
export async function recorded<Result>(
  record: (end: Pick<Audited, 'result' | 'code'>) => Promise<void>,
  work: () => Promise<Result>,
): Promise<Result> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await record({ result: 'failed', code: codeOf(error) });
    throw error;
  }
  await record({ result: 'allowed', code: null });
  return result;
}

/** Runs a command on a database without an open ledger, and records it there before its result is shown. Throws AuditAway. */
export async function auditedOn<Result>(
  at: string | DatabaseAddresses,
  command: CommandUnderWay | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!command) return work();
  const log = await openAuditLog(at);
  try {
    const resources = { audit: log, cipher: cipherWith(randomBytes(32)), log };
    return await audited(resources, { command, seen: new Map() }, work);
  } finally {
    await log.close();
  }
}

/** Records that a command was refused before it opened its ledger; if that fails, only the refusal is reported. */
export async function auditRefusal(
  at: string | DatabaseAddresses,
  command: CommandUnderWay | undefined,
  error: unknown,
): Promise<void> {
  const failing = async (): Promise<never> => {
    throw error;
  };
  await auditedOn(at, command, failing).catch(() => undefined);
}

/** Records that a command reads the audit log, before it does; it reads youths of the log only. Throws AuditAway. */
export async function auditedAlone(log: AuditLog, command: CommandUnderWay | undefined): Promise<void> {
  const cipher = cipherWith(randomBytes(32));
  await audited({ audit: log, cipher, log }, { command, seen: new Map() }, async () => undefined);
}
