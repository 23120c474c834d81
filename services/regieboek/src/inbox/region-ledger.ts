import type { INestApplicationContext } from '@nestjs/common';
import { EVERY_REGION, type Actor } from '@regieboek/access';
import { Auditor, type Resources, type SeenByRegion } from '@regieboek/platform';
import { recorded } from '../process/command-audit.js';
import { ledgerAs, type Ledger } from '../process/ledger-as.js';

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
    return recorded(
      (end) =>
        this.auditor.record({
          ...{ actor: this.actor, asked: 'import-messages', region: this.region, seen, startedAt, ...end },
          ...{ object: {}, query: {}, origin: 'inbox', request: null, knownAt: null },
        }),
      () => work(this.ledger(seen)),
    );
  }

  /** Commands and queries as the program of the inbox; youths that it sees are added to `seen`. */
  ledger(seen: SeenByRegion = new Map()): Ledger {
    return ledgerAs(this.context, this.actor, seen);
  }
}
