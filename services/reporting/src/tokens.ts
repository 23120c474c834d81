/** Injection tokens of the objects that this service creates. */
export const CONTRACTS = Symbol('ReportingContracts');
/** Injection token of the TypeORM connection of this service. */
export const SOURCE = Symbol('ReportingSource');
