/** Injection token of the read model of this service. */
export const CONTRACTS = Symbol('Contracts');
/** Injection token of the region files as received. */
export const FILES = Symbol('ContractsFiles');
/** Injection token of the TypeORM connection of this service. */
export const SOURCE = Symbol('ContractsSource');
