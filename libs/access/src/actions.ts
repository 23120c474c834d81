import { roles, type Role } from './role.js';

/** Purposes (doelen) for which personal data are processed, as the register of processing names them. */
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
  | 'installation';

/** all: every object of the region; own: only those that the municipality or provider of the grant is involved in. */
export type Reach = 'all' | 'own';

/** An action (handeling): its purpose, the kind of its object, and how far each role reaches; an absent role may not do it. */
export interface ActionRule {
  readonly purpose: Purpose;
  readonly object: ObjectKind;
  readonly reach: Readonly<Partial<Record<Role, Reach | undefined>>>;
  /** Only programs may do it, by a grant that names it. */
  readonly machinesOnly?: true;
}

const all = (...roles: Role[]): Partial<Record<Role, Reach>> => Object.fromEntries(roles.map((role) => [role, 'all']));
const own = (...roles: ('municipality' | 'provider')[]): Partial<Record<Role, Reach>> =>
  Object.fromEntries(roles.map((role) => [role, 'own']));

/** Reach of nobody; rules are made of it, so that all have their fields in one order, which decisions read fastest. */
const nobody: ActionRule['reach'] = Object.fromEntries(roles.map((role) => [role, undefined]));

const rule = (purpose: Purpose, object: ObjectKind, ...reach: readonly Partial<Record<Role, Reach>>[]): ActionRule => ({
  purpose,
  object,
  reach: reach.reduce((sum, one) => ({ ...sum, ...one }), { ...nobody }),
});

/** Staff of the service organisation who work with lines and their reasons. */
const lineStaff = all('backoffice', 'finance', 'policy', 'auditor');
const bookStaff = all('backoffice', 'finance', 'auditor');

/** All actions of the product with their rules. Source: docs/access.md; what roles see follows from the purposes of the Jeugdwet. */
export const actions = {
  'see-regions': rule('contracts', 'region', {
    ...all('backoffice', 'finance', 'contract-manager', 'policy', 'bi'),
    ...all('municipality', 'provider', 'auditor', 'administrator'),
  }),
  'see-contracts': rule(
    'contracts',
    'contract',
    all('backoffice', 'finance', 'contract-manager', 'policy', 'auditor', 'municipality'),
    own('provider'),
  ),
  'import-contracts': rule('contracts', 'contract', all('backoffice', 'contract-manager')),
  'import-messages': rule('exchange', 'message', all('backoffice')),
  'see-messages': rule('exchange', 'message', all('backoffice')),
  'see-message-answers': rule('exchange', 'message', all('backoffice')),
  'see-youth': rule('casework', 'youth', lineStaff, own('municipality')),
  'see-youth-outcome': rule('casework', 'youth', lineStaff, own('municipality', 'provider')),
  'record-residence': rule('casework', 'youth', all('backoffice')),
  'see-signals': rule('casework', 'youth', all('backoffice', 'contract-manager', 'policy', 'auditor')),
  'see-figures': rule('policy', 'figures', all('backoffice', 'finance', 'contract-manager', 'policy', 'bi', 'auditor')),
  'see-occupancy': rule(
    'policy',
    'figures',
    all('backoffice', 'finance', 'contract-manager', 'policy', 'bi', 'auditor'),
    own('provider'),
  ),
  'import-declarations': rule('exchange', 'declaration', all('backoffice', 'finance')),
  'see-declarations': rule(
    'payment',
    'declaration',
    bookStaff,
    all('contract-manager'),
    own('municipality', 'provider'),
  ),
  'see-declaration-answers': rule('exchange', 'declaration', all('backoffice', 'finance'), own('provider')),
  'see-refused-declarations': rule('exchange', 'declaration', all('backoffice', 'finance')),
  'see-billing': rule('payment', 'billing run', lineStaff, all('contract-manager'), own('municipality')),
  'run-billing': rule('payment', 'billing run', bookStaff),
  'see-statements': rule('payment', 'statement', lineStaff, own('municipality')),
  'explain-lines': rule('payment', 'statement', lineStaff, own('municipality')),
  'see-books': rule('control', 'books', bookStaff),
  'see-periods': rule('control', 'period', lineStaff, all('contract-manager')),
  'seal-periods': rule('control', 'period', all('finance')),
  'prove-periods': rule('control', 'period', bookStaff),
  reconcile: rule('control', 'reconciliation', bookStaff, all('contract-manager'), own('provider')),
  settle: rule('payment', 'payment', all('finance', 'auditor')),
  'see-payments': rule('payment', 'payment', all('finance', 'auditor')),
  'order-payments': rule('payment', 'payment', all('finance')),
  'see-receipts': rule('payment', 'receipt', all('finance', 'auditor'), own('municipality')),
  'record-receipts': rule('payment', 'receipt', all('finance')),
  'find-identities': { ...rule('exchange', 'identity', all('backoffice')), machinesOnly: true },
  operate: rule('operation', 'installation', all('administrator')),
} as const satisfies Readonly<Record<string, ActionRule>>;

/** Name of an action. */
export type ActionName = keyof typeof actions;

/** The names of all actions, in the order of the table. */
export const actionNames = Object.keys(actions) as readonly ActionName[];

/** Rule of an action. */
export const ruleOf = (action: ActionName): ActionRule => actions[action];

/** Whether a text is the name of an action. */
export const isAction = (text: string): text is ActionName => Object.hasOwn(actions, text);
