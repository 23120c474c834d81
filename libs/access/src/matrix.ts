import { actionNames, purposes, ruleOf, type ActionName, type AuditKind } from './actions.js';
import { roles, type Role } from './role.js';

/** Row of the matrix of permissions (autorisatiematrix). */
export interface MatrixRow {
  readonly action: ActionName;
  readonly object: string;
  readonly purpose: string;
  readonly cells: Readonly<Record<Role, 'all' | 'own' | '-'>>;
  readonly machinesOnly: boolean;
  readonly audit: AuditKind;
}

/** The permissions of every role, one row per action, from the table that decides. */
export const permissionMatrix = (): readonly MatrixRow[] =>
  actionNames.map((action) => {
    const { object, purpose, reach, machinesOnly = false, audit } = ruleOf(action);
    const cells = Object.fromEntries(roles.map((role) => [role, reach[role] ?? '-'])) as MatrixRow['cells'];
    return { action, object, purpose: purposes[purpose].en, cells, machinesOnly, audit };
  });
