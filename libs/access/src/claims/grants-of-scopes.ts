import type { Grant } from '../actor.js';
import { textsOf } from './claim-at.js';

/** Grants of every scope that programs can have, by its name. */
export type ScopeGrants = Readonly<Record<string, readonly Grant[]>>;

/** Grants of a token of a program, by its claim `scope` (text) or `scp` (list); scopes without grants give nothing. */
export const grantsOfScopes = (claims: Readonly<Record<string, unknown>>, scopes: ScopeGrants): readonly Grant[] =>
  textsOf(claims['scope'] ?? claims['scp']).flatMap((name) =>
    Object.hasOwn(scopes, name) ? (scopes[name] ?? []) : [],
  );
