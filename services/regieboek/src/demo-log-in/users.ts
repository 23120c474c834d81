import { roleNames, roles, type Role } from '@regieboek/access';

/** A user of the demo; its id contains its role and its region. */
export interface DemoUser {
  /** `<role>_<region>`, with `_<code>` of the municipality or provider. */
  readonly id: string;
  readonly role: Role;
  readonly region: string;
  readonly code: string | null;
  /** For people, in Dutch and English. */
  readonly label: string;
}

/** Regions, municipalities and providers that get users. */
export interface DemoRegion {
  readonly region: string;
  readonly name: string;
  readonly municipalities: readonly { readonly code: string; readonly name: string }[];
  readonly providers: readonly { readonly code: string; readonly name: string }[];
}

const MUNICIPALITIES_SHOWN = 3;
const PROVIDERS_SHOWN = 2;

const userOf = (
  role: Role,
  { region, name }: DemoRegion,
  of?: { readonly code: string; readonly name: string },
): DemoUser => ({
  id: [role, region, ...(of ? [of.code] : [])].join('_'),
  ...{ role, region, code: of?.code ?? null },
  label: `${roleNames[role].nl} (${roleNames[role].en}), ${of ? `${of.name} (${of.code}), ` : ''}${name}`,
});

/** A user for every role in every region: for some of its municipalities and providers too. */
export const demoUsers = (regions: readonly DemoRegion[]): readonly DemoUser[] =>
  regions.flatMap((region) =>
    roles.flatMap((role) => {
      if (role === 'municipality')
        return region.municipalities.slice(0, MUNICIPALITIES_SHOWN).map((one) => userOf(role, region, one));
      if (role === 'provider')
        return region.providers.slice(0, PROVIDERS_SHOWN).map((one) => userOf(role, region, one));
      return [userOf(role, region)];
    }),
  );

/** Claims of a user, by its id; undefined when it is not the id of a user. */
export function claimsOfUser(id: string): Readonly<Record<string, string>> | undefined {
  const [, role, region, code] = /^([a-z-]+)_([a-z0-9-]{1,31})(?:_(\d{4}|\d{8}))?$/.exec(id) ?? [];
  if (role === undefined || region === undefined || !roles.some((one) => one === role)) return undefined;
  return {
    roles: role,
    region,
    ...(code === undefined ? {} : { [code.length === 4 ? 'municipality' : 'provider']: code }),
  };
}
