import type { Grant } from '../actor.js';
import { EVERY_REGION } from '../actor.js';
import { isRole, type Role } from '../role.js';
import { claimAt, textsOf } from './claim-at.js';

/** Claims of an issuer that grants are derived from, and regions in which it may give them. */
export interface ClaimMapping {
  /** Paths of claims, such as `realm_access.roles`. */
  readonly claims: {
    readonly roles: string;
    /** Undefined: every user of the issuer has all regions of the issuer. */
    readonly region?: string | undefined;
    readonly municipality?: string | undefined;
    readonly provider?: string | undefined;
  };
  /** Names of roles at the issuer, when they differ from ours. */
  readonly roleNames?: Readonly<Record<string, Role>>;
  /** Regions in which the issuer may give roles. */
  readonly regions: readonly string[];
}

/** Reason why claims yield no grants: a code, the claim to repair, and a sentence. Never contains the value of a claim. */
export interface ClaimFault {
  readonly code: 'no-role' | 'no-region' | 'unknown-region' | 'no-municipality' | 'no-provider';
  readonly claim: string;
  readonly text: string;
}

const fault = (code: ClaimFault['code'], claim: string, text: string) => ({ fault: { code, claim, text } });

const CODES = { municipality: /^\d{4}$/, provider: /^\d{8}$/ };

type Claims = Readonly<Record<string, unknown>>;

function rolesIn(claims: Claims, { claims: paths, roleNames = {} }: ClaimMapping): readonly Role[] {
  const named = textsOf(claimAt(claims, paths.roles));
  return named.flatMap((name) => (Object.hasOwn(roleNames, name) ? (roleNames[name] ?? []) : isRole(name) ? name : []));
}

/** Regions in the claims in which the issuer may give roles; null when the claims only name other regions. */
function regionsIn(claims: Claims, { claims: { region }, regions }: ClaimMapping): readonly string[] | null {
  if (region === undefined) return regions;
  const claimed = textsOf(claimAt(claims, region)).filter((one) => one !== EVERY_REGION);
  const known = claimed.filter((one) => regions.includes(one) || regions.includes(EVERY_REGION));
  return known.length === 0 && claimed.length > 0 ? null : known;
}

function codesIn(claims: Claims, path: string | undefined, kind: 'municipality' | 'provider'): readonly string[] {
  return path === undefined ? [] : textsOf(claimAt(claims, path)).filter((code) => CODES[kind].test(code));
}

/**
 * Derives grants from the claims of a log-in: every role in every region, with one grant per code for municipalities and
 * providers. Unknown roles, and regions of other issuers, are ignored; when no grant is left, the fault names the claim to
 * repair.
 */
export function grantsOf(
  claims: Claims,
  mapping: ClaimMapping,
): { readonly grants: readonly Grant[] } | { readonly fault: ClaimFault } {
  const { claims: paths } = mapping;
  const roles = rolesIn(claims, mapping);
  if (roles.length === 0)
    return fault(
      'no-role',
      paths.roles,
      `claim ${paths.roles} names no role of Regieboek: have one assigned at your identity provider`,
    );
  const regions = regionsIn(claims, mapping);
  const regionClaim = paths.region ?? 'region';
  if (regions === null)
    return fault(
      'unknown-region',
      regionClaim,
      `claim ${regionClaim} names regions that this issuer gives no roles in: correct the claim, or add the region to the issuer in the log-in file`,
    );
  if (regions.length === 0)
    return fault(
      'no-region',
      regionClaim,
      `claim ${regionClaim} is missing: have your identity provider send the region`,
    );
  for (const kind of ['municipality', 'provider'] as const) {
    if (!roles.includes(kind) || codesIn(claims, paths[kind], kind).length > 0) continue;
    if (roles.length === 1)
      return fault(
        `no-${kind}`,
        paths[kind] ?? kind,
        `claim ${paths[kind] ?? kind} is missing, which the role ${kind} needs: have your identity provider send the code of the ${kind}`,
      );
  }
  const grants = regions.flatMap((region) =>
    roles.flatMap((role): Grant[] => {
      if (role !== 'municipality' && role !== 'provider') return [{ role, region }];
      return codesIn(claims, paths[role], role).map((code) => ({ role, region, [role]: code }));
    }),
  );
  return { grants };
}
