/** Returns the time of an append; pass one to an adapter to fix the times of demonstration data and tests. */
export type Clock = () => Date | string;

/** Milliseconds since 1970 according to the clock; throws when it does not return a time. */
export function readClock(clock: Clock): number {
  const now = clock();
  const milliseconds = now instanceof Date ? now.getTime() : Date.parse(now);
  if (!Number.isFinite(milliseconds))
    throw new TypeError('The clock of the event log returned no time: it must return a Date or an ISO 8601 time.');
  return milliseconds;
}

/** `2026-01-31T09:30:00.000Z`. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
