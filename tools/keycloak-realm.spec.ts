import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { roles } from '@regieboek/access';

interface Realm {
  readonly roles: { readonly realm: readonly { readonly name: string }[] };
  readonly clientScopes: readonly {
    readonly name: string;
    readonly protocolMappers?: readonly { readonly config: Readonly<Record<string, string>> }[];
  }[];
  readonly clients: readonly Readonly<Record<string, unknown>>[];
}

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'infra', 'keycloak', 'regieboek-realm.json'), 'utf8');
const realm: Realm = JSON.parse(text);
const document = readFileSync(join(root, 'docs', 'access.md'), 'utf8');

describe('the realm for Keycloak', () => {
  it('has our roles, and no others', () => expect(realm.roles.realm.map(({ name }) => name)).toEqual([...roles]));

  it('sends the claims that the example of a log-in file reads', () => {
    const mappers = realm.clientScopes.find(({ name }) => name === 'regieboek')?.protocolMappers ?? [];
    const sent = mappers.flatMap(({ config }) => config['claim.name'] ?? []);
    for (const [kind, claim] of [
      ['roles', 'realm_access.roles'],
      ['region', 'region'],
      ['municipality', 'municipality'],
      ['provider', 'provider'],
    ] as const) {
      expect(document).toContain(`${kind}: ${claim}`);
      expect(sent).toContain(claim);
    }
  });

  it('contains no secret, and lets no program log in with the password of a user', () => {
    expect(text).not.toMatch(/"secret"|"credentials"/);
    for (const client of realm.clients)
      expect(client).toMatchObject({ directAccessGrantsEnabled: false, implicitFlowEnabled: false });
  });
});
