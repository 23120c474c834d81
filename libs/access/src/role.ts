/** Roles (rollen) that a person or program can have in a region; the Dutch names are in `roleNames`. */
export const roles = [
  'backoffice',
  'finance',
  'contract-manager',
  'policy',
  'bi',
  'municipality',
  'provider',
  'auditor',
  'administrator',
  'address-officer',
] as const;
export type Role = (typeof roles)[number];

/** Names of roles for people. */
export const roleNames: Readonly<Record<Role, { readonly en: string; readonly nl: string }>> = {
  backoffice: { en: 'backoffice', nl: 'backoffice' },
  finance: { en: 'finance', nl: 'financiën' },
  'contract-manager': { en: 'contract manager', nl: 'contractmanager' },
  policy: { en: 'policy and case round', nl: 'beleid en casusronde' },
  bi: { en: 'BI', nl: 'BI' },
  municipality: { en: 'municipality', nl: 'gemeente' },
  provider: { en: 'provider', nl: 'aanbieder' },
  auditor: { en: 'auditor', nl: 'accountant' },
  administrator: { en: 'administrator', nl: 'beheerder' },
  'address-officer': { en: 'officer for secret addresses', nl: 'functionaris geheime adressen' },
};

/** True when a text is the name of a role. */
export const isRole = (text: string): text is Role => roles.some((one) => one === text);
