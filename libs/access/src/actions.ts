import { roles, type Role } from './role.js';

/** Purposes (doelen) for which personal data are processed, as named in the register of processing. */
export const purposes = {
  exchange: { en: 'exchange of messages with providers and municipalities', nl: 'berichtenverkeer' },
  payment: { en: 'payment and billing', nl: 'betaling en doorbelasting' },
  control: { en: 'control and audit', nl: 'controle en verantwoording' },
  casework: { en: 'residence and case round', nl: 'woonplaats en casusronde' },
  policy: { en: 'policy information', nl: 'beleidsinformatie' },
  contracts: { en: 'contract management', nl: 'contractbeheer' },
  operation: { en: 'operation of the installation', nl: 'technisch beheer' },
} as const;
export type Purpose = keyof typeof purposes;

/** Kinds of objects that actions are about. */
export type ObjectKind =
  | 'region'
  | 'contract'
  | 'message'
  | 'youth'
  | 'declaration'
  | 'billing run'
  | 'statement'
  | 'period'
  | 'books'
  | 'payment'
  | 'receipt'
  | 'reconciliation'
  | 'figures'
  | 'identity'
  | 'audit log'
  | 'approval'
  | 'emergency access'
  | 'rights'
  | 'session'
  | 'installation';

/**
 * How an action is audited (vastlegging van toegang, NEN 7513): as a kind of event, or `not` because the answer does not name a
 * youth. A refusal is audited for every action.
 */
export type AuditKind = 'read' | 'search' | 'export' | 'look-up' | 'change' | 'review' | 'not';

/** all: every object of the region; own: only objects in which the municipality or provider of the grant is involved. */
export type Reach = 'all' | 'own';

/** An action (handeling): its purpose, the kind of its object, and how far each role reaches; an absent role may not do it. */
export interface ActionRule {
  readonly purpose: Purpose;
  readonly object: ObjectKind;
  readonly audit: AuditKind;
  readonly reach: Readonly<Partial<Record<Role, Reach | undefined>>>;
  /** Only programs may do it, by a grant that names it. */
  readonly machinesOnly?: true;
}

const all = (...roles: Role[]): Partial<Record<Role, Reach>> => Object.fromEntries(roles.map((role) => [role, 'all']));
const own = (...roles: ('municipality' | 'provider')[]): Partial<Record<Role, Reach>> =>
  Object.fromEntries(roles.map((role) => [role, 'own']));

/** Reach of nobody; all rules start from it, so that they have the same field order, which makes decisions fast. */
const nobody: ActionRule['reach'] = Object.fromEntries(roles.map((role) => [role, undefined]));

const rule = (
  purpose: Purpose,
  object: ObjectKind,
  audit: AuditKind,
  ...reach: readonly Partial<Record<Role, Reach>>[]
): ActionRule => ({
  purpose,
  object,
  audit,
  reach: reach.reduce((sum, one) => ({ ...sum, ...one }), { ...nobody }),
});

/** Roles of the service organisation itself: emergency access can grant these roles, and only to people who hold one of them. */
export const staffRoles = [
  'backoffice',
  'finance',
  'contract-manager',
  'policy',
  'bi',
  'auditor',
  'administrator',
] as const satisfies readonly Role[];

/** Staff of the service organisation who work with lines and their reasons. */
const lineStaff = all('backoffice', 'finance', 'policy', 'auditor');
const bookStaff = all('backoffice', 'finance', 'auditor');

/**
 * All actions of the product with their rules. Source: docs/access.md; the purposes of the Jeugdwet determine what each role may
 * see.
 */
export const actions = {
  'see-regions': rule('contracts', 'region', 'not', {
    ...all('backoffice', 'finance', 'contract-manager', 'policy', 'bi'),
    ...all('municipality', 'provider', 'auditor', 'administrator'),
  }),
  'see-contracts': rule(
    'contracts',
    'contract',
    'not',
    all('backoffice', 'finance', 'contract-manager', 'policy', 'auditor', 'municipality'),
    own('provider'),
  ),
  'import-contracts': rule('contracts', 'contract', 'change', all('backoffice', 'contract-manager')),
  'import-messages': rule('exchange', 'message', 'change', all('backoffice')),
  'see-messages': rule('exchange', 'message', 'read', all('backoffice')),
  'see-message-answers': rule('exchange', 'message', 'export', all('backoffice')),
  'see-youth': rule('casework', 'youth', 'read', lineStaff, own('municipality')),
  'see-youth-outcome': rule('casework', 'youth', 'read', lineStaff, own('municipality', 'provider')),
  'see-secret-addresses': rule('casework', 'youth', 'not', all('address-officer')),
  'record-residence': rule('casework', 'youth', 'change', all('backoffice')),
  'look-up-youth': rule('casework', 'youth', 'look-up', all('backoffice', 'finance', 'policy')),
  'see-identity': rule('casework', 'identity', 'look-up', all('backoffice')),
  'see-retention': rule('casework', 'youth', 'search', all('backoffice', 'auditor')),
  'erase-youth': rule('casework', 'youth', 'change', all('backoffice')),
  'see-signals': rule('casework', 'youth', 'search', all('backoffice', 'contract-manager', 'policy', 'auditor')),
  'see-figures': rule(
    'policy',
    'figures',
    'not',
    all('backoffice', 'finance', 'contract-manager', 'policy', 'bi', 'auditor'),
  ),
  'see-occupancy': rule(
    'policy',
    'figures',
    'not',
    all('backoffice', 'finance', 'contract-manager', 'policy', 'bi', 'auditor'),
    own('provider'),
  ),
  'export-figures': rule('policy', 'figures', 'export', all('policy', 'bi')),
  'import-declarations': rule('exchange', 'declaration', 'change', all('backoffice', 'finance')),
  'see-declarations': rule(
    'payment',
    'declaration',
    'search',
    bookStaff,
    all('contract-manager'),
    own('municipality', 'provider'),
  ),
  'see-declaration-answers': rule('exchange', 'declaration', 'export', all('backoffice', 'finance'), own('provider')),
  'see-refused-declarations': rule('exchange', 'declaration', 'search', all('backoffice', 'finance')),
  'see-refusals': rule('exchange', 'declaration', 'search', bookStaff, own('provider')),
  'see-billing': rule('payment', 'billing run', 'read', lineStaff, all('contract-manager'), own('municipality')),
  'run-billing': rule('payment', 'billing run', 'read', bookStaff),
  'see-statements': rule('payment', 'statement', 'export', lineStaff, own('municipality')),
  'explain-lines': rule('payment', 'statement', 'read', lineStaff, own('municipality')),
  'see-books': rule('control', 'books', 'read', bookStaff),
  'see-periods': rule('control', 'period', 'not', lineStaff, all('contract-manager')),
  'seal-periods': rule('control', 'period', 'change', all('finance')),
  'see-open-items': rule('control', 'period', 'search', lineStaff),
  'decide-standing': rule('control', 'period', 'change', all('finance')),
  'prove-periods': rule('control', 'period', 'not', bookStaff),
  reconcile: rule('control', 'reconciliation', 'search', bookStaff, all('contract-manager'), own('provider')),
  'write-remarks': rule('control', 'reconciliation', 'change', all('backoffice', 'finance', 'contract-manager')),
  settle: rule('payment', 'payment', 'not', all('finance', 'auditor')),
  'see-payments': rule('payment', 'payment', 'not', all('finance', 'auditor')),
  'order-payments': rule('payment', 'payment', 'change', all('finance')),
  'see-receipts': rule('payment', 'receipt', 'not', all('finance', 'auditor'), own('municipality')),
  'record-receipts': rule('payment', 'receipt', 'change', all('finance')),
  'find-identities': { ...rule('exchange', 'identity', 'look-up', all('backoffice')), machinesOnly: true },
  'see-audit-log': rule('control', 'audit log', 'review', all('auditor')),
  'see-approvals': rule('control', 'approval', 'read', bookStaff, all('administrator')),
  'decide-approvals': rule('control', 'approval', 'change', all('backoffice', 'finance', 'administrator')),
  'take-emergency-access': rule('operation', 'emergency access', 'change', all(...staffRoles)),
  'see-emergency-access': rule('control', 'emergency access', 'read', all('auditor', 'administrator')),
  'review-emergency-access': rule('control', 'emergency access', 'change', all('auditor', 'administrator')),
  'review-rights': rule('control', 'rights', 'review', all('auditor', 'administrator')),
  'see-sessions': rule('operation', 'session', 'review', all('administrator')),
  'end-sessions': rule('operation', 'session', 'change', all('administrator')),
  'check-ledger': rule('operation', 'installation', 'not', all('administrator', 'auditor')),
  'see-metrics': rule('operation', 'installation', 'not', all('administrator')),
  operate: rule('operation', 'installation', 'change', all('administrator')),
} as const satisfies Readonly<Record<string, ActionRule>>;

/** Name of an action. */
export type ActionName = keyof typeof actions;

/** The names of all actions, in the order of the table. */
export const actionNames = Object.keys(actions) as readonly ActionName[];

/** Rule of an action. */
export const ruleOf = (action: ActionName): ActionRule => actions[action];

/** True when a text is the name of an action. */
export const isAction = (text: string): text is ActionName => Object.hasOwn(actions, text);
