import { asProcess, withinRegion, overAllRegions, type DatabaseAddresses } from '@regieboek/isolation';
import { QueryFailedError, type DataSource, type Repository, type SelectQueryBuilder } from 'typeorm';
import { openReadModels, type ReadModels } from '../../read-models/data-source.js';
import { AuditAway, type AuditFilter, type KeptAuditLog } from '../log/audit-log.js';
import { chained, EMPTY_CHAIN, type ChainEnd } from '../log/chain.js';
import { INSTALLATION, type AuditDraft, type AuditEntry } from '../log/entry.js';
import { auditEntity } from './entity.js';
import { anchorEntity, type AnchorRow } from './anchor.js';
import { AuditAnchors1700000000042, AuditLog1700000000031 } from './migration.js';

/** Table of the audit log, in a schema of its own. */
export const auditTables: ReadModels = {
  schema: 'audit',
  entities: [auditEntity, anchorEntity],
  migrations: [AuditLog1700000000031, AuditAnchors1700000000042],
};

/** Limits of writing and reading. */
export const auditLimits = {
  /** Entries of one region that are written at once. */
  atOnce: 200,
  /** Entries that wait to be written before more are refused. */
  waitingMax: 5_000,
  /** Attempts while other processes write the same region. */
  attemptsMax: 50,
  /** How long an answer waits for its entry, in milliseconds. */
  withinMs: 10_000,
  /** Entries that are read at once. */
  page: 100,
} as const;

const UNIQUE_VIOLATION = '23505';

/** True when another process wrote the same position first. */
const isTaken = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: unknown }).code === UNIQUE_VIOLATION;

/** Drafts of one call, and the callbacks of its caller. */
interface Waiting {
  readonly drafts: readonly AuditDraft[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Waits for work, no longer than a response may wait for it. Throws AuditAway. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new AuditAway()), auditLimits.withinMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof AuditAway ? error : new AuditAway(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Bound to the region of a chain; the chain of the installation is reached by work over all regions only. */
const onChain = <Result>(region: string, work: () => Result): Result =>
  region === INSTALLATION ? overAllRegions(work) : withinRegion(region, work);

/**
 * The audit log in PostgreSQL. Entries that arrive while a region is being written are written together next. The primary key
 * decides between processes: the second one reads the new end of the chain and links to it.
 */
class PostgresAuditLog implements KeptAuditLog {
  private readonly table: Repository<AuditEntry>;
  private readonly anchors: Repository<AnchorRow>;
  private readonly queues = new Map<string, Waiting[]>();
  private readonly ends = new Map<string, ChainEnd>();
  private waiting = 0;

  constructor(private readonly source: DataSource) {
    this.table = source.getRepository(auditEntity);
    this.anchors = source.getRepository(anchorEntity);
  }

  async record(drafts: readonly AuditDraft[]): Promise<void> {
    if (this.waiting + drafts.length > auditLimits.waitingMax) throw new AuditAway();
    const byRegion = [...Map.groupBy(drafts, ({ region }) => region)];
    await inTime(Promise.all(byRegion.map(([region, own]) => this.enqueue(region, own))));
  }

  private enqueue(region: string, drafts: readonly AuditDraft[]): Promise<void> {
    this.waiting += drafts.length;
    return new Promise((done, failed) => {
      const queue = this.queues.get(region);
      if (queue) return void queue.push({ drafts, done, failed });
      this.queues.set(region, [{ drafts, done, failed }]);
      void this.drain(region);
    });
  }

  /** Writes a region until its queue is empty. Never throws: errors go to the callers. */
  private async drain(region: string): Promise<void> {
    const queue = this.queues.get(region) ?? [];
    while (queue.length > 0) {
      const batch = queue.splice(0, auditLimits.atOnce);
      const drafts = batch.flatMap((one) => one.drafts);
      try {
        // A request in one region is also recorded in the chain of the installation, or of another region that it asked for.
        await asProcess(() => onChain(region, () => this.append(region, drafts)));
        for (const { done } of batch) done();
      } catch (error) {
        this.ends.delete(region);
        for (const { failed } of batch) failed(error);
      }
      this.waiting -= drafts.length;
    }
    this.queues.delete(region);
  }

  private async append(region: string, drafts: readonly AuditDraft[]): Promise<void> {
    for (let attempt = 0; attempt < auditLimits.attemptsMax; attempt += 1) {
      const entries = chained(drafts, this.ends.get(region) ?? (await this.endOf(region)));
      try {
        await this.table.insert(entries);
        this.ends.set(region, entries.at(-1) ?? EMPTY_CHAIN);
        return;
      } catch (error) {
        this.ends.delete(region);
        if (!isTaken(error)) throw error;
      }
    }
    throw new AuditAway();
  }

  private async endOf(region: string): Promise<ChainEnd> {
    const [last] = await this.table.find({
      ...{ where: { region }, order: { position: 'DESC' }, take: 1 },
      select: { region: true, position: true, hash: true },
    });
    return last ?? EMPTY_CHAIN;
  }

  async *entries(region: string, filter: AuditFilter = {}): AsyncGenerator<AuditEntry> {
    let after = filter.after ?? 0;
    for (;;) {
      const page = await inTime(
        onChain(region, () => selected(this.table.createQueryBuilder('entry'), region, { ...filter, after }).getMany()),
      );
      yield* page;
      if (page.length < auditLimits.page) return;
      after = page.at(-1)?.position ?? after;
    }
  }

  async regions(): Promise<readonly string[]> {
    const found = await inTime(
      overAllRegions(() =>
        this.table
          .createQueryBuilder('entry')
          .select('entry.region', 'region')
          .distinct()
          .orderBy('region')
          .getRawMany(),
      ),
    );
    return found.map(({ region }: { region: string }) => region);
  }

  async anchor(region: string): Promise<ChainEnd> {
    const [last] = await inTime(
      onChain(region, () => this.anchors.find({ where: { region }, order: { position: 'DESC' }, take: 1 })),
    );
    return last ? { position: last.position, hash: last.hash } : EMPTY_CHAIN;
  }

  // A function of the database: the table itself refuses every removal that no anchor covers.
  async prune(region: string, before: Date): Promise<number> {
    const [{ removed }] = await inTime(
      onChain(region, () =>
        this.source.query<[{ removed: string }]>('SELECT audit.prune($1, $2) AS removed', [region, before]),
      ),
    );
    return Number(removed);
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}

/** Narrows a query to one page of the entries of a region that a filter selects. */
function selected(
  query: SelectQueryBuilder<AuditEntry>,
  region: string,
  { youth, actor, from, to, after }: AuditFilter,
): SelectQueryBuilder<AuditEntry> {
  query.where('entry.region = :region', { region }).andWhere('entry.position > :after', { after: after ?? 0 });
  if (youth !== undefined)
    query.andWhere('(entry.youths @> ARRAY[:youth]::uuid[] OR entry.youthDigest IS NOT NULL)', { youth });
  if (actor !== undefined) query.andWhere('entry.subject = :actor', { actor });
  if (from !== undefined) query.andWhere('entry.at >= :from', { from: `${from}T00:00:00Z` });
  if (to !== undefined)
    query.andWhere("entry.at < CAST(:to AS timestamptz) + interval '1 day'", { to: `${to}T00:00:00Z` });
  return query.orderBy('entry.position').take(auditLimits.page);
}

/** Opens the audit log in a database, and makes its table where there is none. */
export const openAuditLog = async (at: string | DatabaseAddresses): Promise<KeptAuditLog> =>
  new PostgresAuditLog(await openReadModels(at, auditTables));
