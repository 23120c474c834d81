import {
  In,
  IsNull,
  MoreThanOrEqual,
  type DataSource,
  type FindOperator,
  type FindOptionsWhere,
  type Repository,
} from 'typeorm';
import { EVERY_REGION } from '@regieboek/access';
import type { OpenSession, OpenSessions, Person } from '../../access/open-sessions.js';
import { sessionEntity, type SessionRow } from './entity.js';
import { sessionLimits } from './sessions.js';

const shown = ({ id, issuer, subject, browser, system, createdAt, seenAt }: SessionRow): OpenSession => ({
  ...{ id, issuer, subject, browser, system },
  since: createdAt.toISOString(),
  lastUsed: seenAt.toISOString(),
  endsAt: new Date(createdAt.getTime() + sessionLimits.longestMs).toISOString(),
});

/** Active sessions in the table. */
export class StoredOpenSessions implements OpenSessions {
  private readonly table: Repository<SessionRow>;

  constructor(
    source: DataSource,
    private readonly now: () => number = Date.now,
  ) {
    this.table = source.getRepository(sessionEntity);
  }

  async ofPerson({ issuer, subject }: Person): Promise<OpenSession[]> {
    return (await this.open({ issuer, subject })).map(shown);
  }

  async inRegion(region: string): Promise<OpenSession[]> {
    const rows = await this.open({});
    const isIn = ({ grants }: SessionRow) => grants.some((one) => [region, EVERY_REGION].includes(one.region));
    return rows.filter(isIn).map(shown);
  }

  async end(ids: readonly string[]): Promise<number> {
    const { affected } = await this.table.delete({ id: In([...ids]) });
    return affected ?? 0;
  }

  async endByAdministrator(ids: readonly string[], region: string): Promise<number> {
    const { affected } = await this.table.update(
      { id: In([...ids]), endedIn: IsNull() },
      { endedIn: region, grants: [], idToken: Buffer.alloc(0) },
    );
    return affected ?? 0;
  }

  private open(where: FindOptionsWhere<SessionRow>): Promise<SessionRow[]> {
    return this.table.find({
      where: {
        ...{ ...where, endedIn: IsNull() },
        ...{ seenAt: this.within(sessionLimits.idleMs), createdAt: this.within(sessionLimits.longestMs) },
      },
      order: { createdAt: 'DESC', id: 'ASC' },
    });
  }

  private within(ms: number): FindOperator<Date> {
    return MoreThanOrEqual(new Date(this.now() - ms));
  }
}
