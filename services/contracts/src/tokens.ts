/** Injection token of the read model of this service. */
export const CONTRACTS = Symbol('Contracts');
