import { CommandBus, QueryBus, type Command, type Query } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import { EVERY_REGION, type Actor } from '@regieboek/access';
import { isRefusal } from '@regieboek/kernel';
import { asActor, Auditor, overAllRegions, type Resources, type SeenByRegion } from '@regieboek/platform';
import type { Ledger } from '../process/regieboek.js';

/** The program that takes files from a folder of the inbox: with a role in the region of the folder, or in every region. */
export const inboxActor = (client: string, region: string | undefined): Actor => ({
  subject: client,
  issuer: 'local',
  kind: 'machine',
  grants: [{ role: 'backoffice', region: region ?? EVERY_REGION }],
});

/** The ledger for one folder of the inbox: everything is done, and audited, as the program of the inbox. */
export class RegionLedger {
  private readonly auditor: Auditor;

  constructor(
    private readonly context: INestApplicationContext,
    { audit, cipher, log }: Pick<Resources, 'audit' | 'cipher' | 'log'>,
    private readonly actor: Actor,
    private readonly region: string | undefined,
  ) {
    this.auditor = new Auditor(audit, cipher, log);
  }

  /**
   * Runs `work`, and records it in the audit log before anything of its result leaves the ledger. Throws AuditAway, and then nothing
   * may leave.
   */
  async audited<Result>(work: (ledger: Ledger) => Promise<Result>): Promise<Result> {
    const seen: SeenByRegion = new Map();
    const startedAt = new Date().toISOString();
    const record = (result: 'allowed' | 'failed', code: string | null): Promise<void> =>
      this.auditor.record({
        ...{ actor: this.actor, asked: 'import-messages', region: this.region, seen, startedAt, result, code },
        ...{ object: {}, query: {}, origin: 'inbox', request: null, knownAt: null },
      });
    let result: Result;
    try {
      result = await work(this.ledger(seen));
    } catch (error) {
      await record('failed', isRefusal(error) ? error.code : 'unexpected');
      throw error;
    }
    await record('allowed', null);
    return result;
  }

  /** Commands and queries as the program of the inbox; youths that it sees are added to `seen`. */
  ledger(seen: SeenByRegion = new Map()): Ledger {
    const commands = this.context.get(CommandBus, { strict: false });
    const queries = this.context.get(QueryBus, { strict: false });
    const as = <Result>(work: () => Promise<Result>): Promise<Result> =>
      asActor(this.actor, () => overAllRegions(work), seen);
    return {
      execute: <Result>(command: Command<Result>) => as<Result>(() => commands.execute(command)),
      ask: <Result>(query: Query<Result>) => as<Result>(() => queries.execute(query)),
    };
  }
}
