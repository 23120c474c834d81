import { roles, type Role } from './role.js';
import type { ActionName } from './actions.js';

/** Region of a grant that applies to every region of the installation. */
export const EVERY_REGION = '*';

/** A role in a region (rol in een regio), for one municipality or provider if the role requires it. */
export interface Grant {
  readonly role: Role;
  /** Id of the region, or EVERY_REGION. */
  readonly region: string;
  /** CBS code; only with the role `municipality`. */
  readonly municipality?: string;
  /** AGB code; only with the role `provider`. */
  readonly provider?: string;
  /** Limits the grant to these actions, as the scope of a program does; absent: all actions of the role. */
  readonly actions?: readonly ActionName[];
  /** Id of the emergency access that granted it for an hour; absent when the grant comes with the log-in. */
  readonly emergency?: string;
}

/**
 * The person or program that acts, without a person's name: `subject` is the id given by the issuer. person: logged
 * in; machine: a program with its own token; local: the user of this machine, without log-in.
 */
export interface Actor {
  readonly subject: string;
  readonly issuer: string;
  readonly kind: 'person' | 'machine' | 'local';
  readonly grants: readonly Grant[];
  /**
   * Code by which events name the actor: not a name, and not derivable from one. Set once the sender of a request is
   * authenticated.
   */
  readonly code?: string;
}

/** Roles for a whole region. */
const wholeRegion = roles.filter((role) => role !== 'municipality' && role !== 'provider');

/** The user of the machine itself, who can read its files and therefore needs no log-in. */
export const localActor: Actor = {
  subject: 'local',
  issuer: 'local',
  kind: 'local',
  grants: wholeRegion.map((role) => ({ role, region: EVERY_REGION })),
};

/** Regions in which an actor has a grant; EVERY_REGION stands for all regions. */
export const regionsOf = ({ grants }: Actor): readonly string[] => [...new Set(grants.map(({ region }) => region))];
