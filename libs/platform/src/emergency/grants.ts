import { EVERY_REGION, regionsOf, type Actor, type Grant } from '@regieboek/access';
import type { EmergencyAccessRow } from './entity.js';

/** Where emergency access is found: the copy of the contracts context that a service keeps. */
export interface EmergencySource {
  /** Ids of all regions. */
  regionIds(): Promise<readonly string[]>;
  /** All emergency access of a region, newest first. */
  emergencyAccess(region: string): Promise<readonly EmergencyAccessRow[]>;
  /** Emergency access of a region that is active at a moment, as far as this service knows; does not wait for feeds. */
  emergencyAccessAt(region: string, at: Date): Promise<readonly EmergencyAccessRow[]>;
}

/** Maximum age of the remembered emergency access of a region. */
const KNOWN_FOR_MS = 1_000;

interface Known {
  readonly at: number;
  readonly access: Promise<readonly EmergencyAccessRow[]>;
}

/** Emergency roles of employees (noodtoegang, one hour), in every process of the product. */
export class EmergencyGrants {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly source: EmergencySource,
    private readonly now: () => number = Date.now,
  ) {}

  /** The actor with its emergency roles, each with the id of the emergency access. An actor without a code has none. */
  async extended(actor: Actor): Promise<Actor> {
    if (actor.kind !== 'person' || actor.code === undefined) return actor;
    const own = regionsOf(actor);
    const regions = own.includes(EVERY_REGION) ? await this.source.regionIds() : own;
    const taken = (await Promise.all(regions.map((region) => this.activeIn(region)))).flat();
    const grants = taken
      .filter(({ takenBy }) => takenBy === actor.code)
      .map(({ role, region, id }): Grant => ({ role, region, emergency: id }));
    return grants.length === 0 ? actor : { ...actor, grants: [...actor.grants, ...grants] };
  }

  /** All emergency access of a region, newest first. */
  allIn(region: string): Promise<readonly EmergencyAccessRow[]> {
    return this.source.emergencyAccess(region);
  }

  /** Forgets the remembered access of a region, so that the next request sees the latest events. */
  forget(region: string): void {
    this.known.delete(region);
  }

  private async activeIn(region: string): Promise<readonly EmergencyAccessRow[]> {
    const now = this.now();
    const before = this.known.get(region);
    const known = before && now - before.at < KNOWN_FOR_MS ? before : this.look(region, now);
    // While the source does not respond, requests continue with the roles of the log-in.
    const access = await known.access.catch(() => []);
    return access.filter(({ takenAt, until }) => takenAt.getTime() <= now && now < until.getTime());
  }

  private look(region: string, now: number): Known {
    const known = { at: now, access: this.source.emergencyAccessAt(region, new Date(now)) };
    this.known.set(region, known);
    return known;
  }
}
