/** Injection tokens of the objects that this service creates. */
export const CONTRACTS = Symbol('PlacementsContracts');
export const MESSAGES = Symbol('PlacementsMessages');
export const VAULT = Symbol('IdentityVault');
export const HISTORIES = Symbol('PlacementsHistories');
/** Injection token of the TypeORM connection of this service. */
export const SOURCE = Symbol('PlacementsSource');
