import { randomUUID } from 'node:crypto';
import { In, LessThan, MoreThan, type DataSource, type Repository } from 'typeorm';
import { overAllRegions, withinRegion, type DatabaseAddresses } from '@regieboek/isolation';
import { INSTALLATION } from '../../audit/log/entry.js';
import { openReadModels, type ReadModels } from '../../read-models/data-source.js';
import type { Cipher } from '../../secrets/cipher.js';
import type { Described } from '../use-case.js';
import { approvalEntity, type ApprovalRow } from './entity.js';
import { Approvals1700000000040 } from './migration.js';

/** Table of requests for a second person. */
export const approvalTables: ReadModels = {
  schema: 'access',
  entities: [approvalEntity],
  migrations: [Approvals1700000000040],
};

/** Time after which an undecided request lapses. */
export const LAPSES_AFTER_MS = 7 * 86_400_000;

/** How long decided and lapsed requests are kept. Events and the audit log record the decision for longer. */
const KEPT_MS = 400 * 86_400_000;

/** The person who decides, and the code by which events name them. */
export interface Decider {
  readonly subject: string;
  readonly issuer: string;
  readonly code: string;
}

/** A new request: its content as JSON. */
export interface NewApproval {
  readonly region: string;
  readonly action: string;
  readonly content: string;
  readonly description: Described;
  readonly by: Decider;
}

/** Place of the sealed content of a request. */
export const placeOf = (id: string): string => `access/approval/${id}`;

/** Fields by which two requests are the same. */
export const fingerprintText = (
  {
    region,
    action,
    askedSubject,
    askedIssuer,
  }: Pick<ApprovalRow, 'region' | 'action' | 'askedSubject' | 'askedIssuer'>,
  content: string,
): string => JSON.stringify([region, action, askedIssuer, askedSubject, content]);

/** Place of the fingerprints, for their keyed digest. */
export const FINGERPRINTS = 'access/approval';

/** Work on the requests of a region, or of the installation. */
const reaching = <Result>(region: string, work: () => Promise<Result>): Promise<Result> =>
  region === INSTALLATION ? overAllRegions(work) : withinRegion(region, work);

/** Open requests of a region. */
export interface OpenCount {
  readonly region: string;
  readonly count: number;
  readonly oldestSeconds: number;
}

/** Requests for a second person, in a table: they outlast a process, and processes on one database share them. */
export class Approvals {
  private readonly table: Repository<ApprovalRow>;

  constructor(
    private readonly source: DataSource,
    private readonly now: () => number = Date.now,
  ) {
    this.table = source.getRepository(approvalEntity);
  }

  /** Stores a request, or returns the open one with the same content and asker. */
  async ask({ region, action, content, description, by }: NewApproval, cipher: Cipher): Promise<ApprovalRow> {
    const asked = { region, action, askedSubject: by.subject, askedIssuer: by.issuer };
    const same = fingerprintText(asked, content);
    const [before] = await this.openIn(region, cipher.indexes(same, FINGERPRINTS));
    if (before) return before;
    const id = randomUUID();
    const row: ApprovalRow = {
      ...{ id, ...asked, fingerprint: cipher.index(same, FINGERPRINTS), content: cipher.seal(content, placeOf(id)) },
      ...{ description, status: 'open', askedCode: by.code, askedAt: new Date(this.now()) },
      ...{ decidedSubject: null, decidedIssuer: null, decidedCode: null, decidedAt: null },
    };
    await reaching(region, async () => {
      await this.clean(region);
      await this.table.insert(row);
    });
    return row;
  }

  /** Open requests of a region, oldest first; of some fingerprints only when they are given. */
  async openIn(region: string, fingerprints?: readonly string[]): Promise<ApprovalRow[]> {
    const rows = await reaching(region, () =>
      this.table.find({
        where: {
          region,
          status: In(['open', 'confirming']),
          ...(fingerprints ? { fingerprint: In([...fingerprints]) } : {}),
        },
        order: { askedAt: 'ASC', id: 'ASC' },
      }),
    );
    return rows.filter((row) => !this.hasLapsed(row));
  }

  /** Open requests of each region that has any: their number, and seconds since the oldest was asked. */
  async openCounts(): Promise<OpenCount[]> {
    const rows = await overAllRegions(() =>
      this.table
        .createQueryBuilder('approval')
        .select('approval.region', 'region')
        .addSelect('count(*)::int', 'count')
        .addSelect('min(approval.asked_at)', 'oldest')
        .where({ status: In(['open', 'confirming']), askedAt: MoreThan(new Date(this.now() - LAPSES_AFTER_MS)) })
        .groupBy('approval.region')
        .orderBy('approval.region')
        .getRawMany<{ region: string; count: number; oldest: Date }>(),
    );
    return rows.map(({ region, count, oldest }) => ({
      ...{ region, count, oldestSeconds: (this.now() - oldest.getTime()) / 1_000 },
    }));
  }

  /** A request by its id; null when the region has none with it. */
  find(region: string, id: string): Promise<ApprovalRow | null> {
    return reaching(region, () => this.table.findOneBy({ region, id }));
  }

  hasLapsed({ askedAt, status }: ApprovalRow): boolean {
    return (status === 'open' || status === 'confirming') && this.now() - askedAt.getTime() > LAPSES_AFTER_MS;
  }

  /** Claims a request for the person who confirms it, so that nobody declines it meanwhile; false when it is decided. */
  claim(region: string, id: string, { subject, issuer, code }: Decider): Promise<boolean> {
    const decided = { decidedSubject: subject, decidedIssuer: issuer, decidedCode: code };
    return this.change({ region, id }, ['open', 'confirming'], { status: 'confirming', ...decided });
  }

  /** Gives back a request that could not be carried out: it is open again. */
  async release(region: string, id: string): Promise<void> {
    const nobody = { decidedSubject: null, decidedIssuer: null, decidedCode: null };
    await this.change({ region, id }, ['confirming'], { status: 'open', ...nobody });
  }

  /** Records that a claimed request was carried out, and deletes its content. */
  async confirmed(region: string, id: string): Promise<void> {
    await this.change({ region, id }, ['confirming'], {
      status: 'confirmed',
      content: null,
      decidedAt: new Date(this.now()),
    });
  }

  /** Declines an open request, and deletes its content; false when it is decided, or being carried out. */
  decline(region: string, id: string, { subject, issuer, code }: Decider): Promise<boolean> {
    const decided = { decidedSubject: subject, decidedIssuer: issuer, decidedCode: code };
    const decidedAt = new Date(this.now());
    return this.change({ region, id }, ['open'], { status: 'declined', content: null, ...decided, decidedAt });
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  private async change(
    { region, id }: { readonly region: string; readonly id: string },
    from: readonly ApprovalRow['status'][],
    to: Partial<Omit<ApprovalRow, 'description'>>,
  ): Promise<boolean> {
    const { affected } = await reaching(region, () => this.table.update({ region, id, status: In([...from]) }, to));
    return affected === 1;
  }

  /** Deletes the content of lapsed requests, and old rows of decided ones. */
  private async clean(region: string): Promise<void> {
    const lapsed = LessThan(new Date(this.now() - LAPSES_AFTER_MS));
    await this.table.update({ region, status: In(['open', 'confirming']), askedAt: lapsed }, { content: null });
    await this.table.delete({ region, askedAt: LessThan(new Date(this.now() - KEPT_MS)) });
  }
}

/** Opens the requests for a second person of a database, and makes their table where there is none. */
export const openApprovals = async (at: string | DatabaseAddresses): Promise<Approvals> =>
  new Approvals(await openReadModels(at, approvalTables));
