import { roles, type Role } from './role.js';
import type { ActionName } from './actions.js';

/** Region of a grant that holds in every region of the installation. */
export const EVERY_REGION = '*';

/** A role in a region (rol in een regio), of one municipality or provider where the role asks for it. */
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
  /** Id of the emergency access by which the actor took it for an hour; absent: it comes with the log-in. */
  readonly emergency?: string;
}

/**
 * Who acts. Holds no name of a person: `subject` is the id that the issuer gave.
 * person: logged in; machine: a program with a token of its own; local: the user of this machine, without log-in.
 */
export interface Actor {
  readonly subject: string;
  readonly issuer: string;
  readonly kind: 'person' | 'machine' | 'local';
  readonly grants: readonly Grant[];
  /** Code by which events name the actor: no name, and nothing that can be tested against names. Set when a request's sender is established. */
  readonly code?: string;
}

/** Roles that hold for a whole region. */
const wholeRegion = roles.filter((role) => role !== 'municipality' && role !== 'provider');

/** The user of the machine itself, who can read its files and so is asked for no log-in. */
export const localActor: Actor = {
  subject: 'local',
  issuer: 'local',
  kind: 'local',
  grants: wholeRegion.map((role) => ({ role, region: EVERY_REGION })),
};

/** Regions in which an actor has a grant; EVERY_REGION among them stands for all. */
export const regionsOf = ({ grants }: Actor): readonly string[] => [...new Set(grants.map(({ region }) => region))];
