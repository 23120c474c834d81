/** Reasons for denying an action. */
export const reasons = {
  'no-grant': {
    en: 'you have no role here: ask the administrator of your organisation for one',
    nl: 'u heeft hier geen rol: vraag die aan bij de beheerder van uw organisatie',
  },
  'other-region': {
    en: 'your roles are in another region: log in with a role in this one',
    nl: 'uw rollen gelden in een andere regio: log in met een rol in deze regio',
  },
  role: {
    en: 'none of your roles in this region may do this; docs/access.md says which role may',
    nl: 'geen van uw rollen in deze regio mag dit; docs/access.md noemt de rol die het mag',
  },
  'not-involved': {
    en: 'your municipality or organisation is not involved in this: ask for what is yours',
    nl: 'uw gemeente of organisatie is hier niet bij betrokken: vraag op wat van u is',
  },
  'other-days': {
    en: 'your municipality or organisation was involved on other days only: ask for those',
    nl: 'uw gemeente of organisatie was alleen op andere dagen betrokken: vraag die dagen op',
  },
  'out-of-scope': {
    en: 'the scope of this token does not include this: ask for a token with a scope that does',
    nl: 'dit valt buiten de scope van dit token: vraag een token aan met een scope die het toestaat',
  },
  'machines-only': {
    en: 'only services of Regieboek may do this, with a token of their own',
    nl: 'alleen diensten van Regieboek mogen dit, met een eigen token',
  },
} as const;
export type DenialCode = keyof typeof reasons;

/** Decision on an action; a denial has a code for programs and a sentence for people. */
export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: { readonly code: DenialCode; readonly en: string; readonly nl: string };
    };

/** The shared positive decision; it only saves allocations: decisions are never compared by identity. */
export const ALLOWED: Decision = Object.freeze({ allowed: true });

/** Index of each reason in the list: of several denials, the one with the highest rank came nearest. */
export const rank = {
  'no-grant': 0,
  'other-region': 1,
  'machines-only': 2,
  role: 3,
  'out-of-scope': 4,
  'not-involved': 5,
  'other-days': 6,
} as const satisfies Readonly<Record<DenialCode, number>>;

const byRank = (Object.keys(rank) as DenialCode[]).sort((a, b) => rank[a] - rank[b]);
const denials: readonly Decision[] = byRank.map((code) => ({ allowed: false, reason: { code, ...reasons[code] } }));
const LEAST: Decision = { allowed: false, reason: { code: 'no-grant', ...reasons['no-grant'] } };

/** Denial with the reason of this rank. */
export const denied = (place: number): Decision => denials[place] ?? LEAST;
