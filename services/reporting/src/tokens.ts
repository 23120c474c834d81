/** Injection token of the histories this service keeps in memory. */
export const HISTORIES = Symbol('ReportingHistories');
