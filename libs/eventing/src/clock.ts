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

/** The last second written and its text: events that follow each other were mostly recorded within the same one. */
let second = Number.NaN;
let secondText = '';

/** Length of a time in UTC with milliseconds, and of its part before them. */
const [TIME_LENGTH, SECOND_LENGTH] = [24, 20];

/** Milliseconds since 1970 of a time exactly as `isoTime` writes it; undefined for any other text. */
export function isoMilliseconds(text: string): number | undefined {
  if (text.length === TIME_LENGTH && secondText !== '' && text.startsWith(secondText)) {
    const milliseconds = Number(text.slice(SECOND_LENGTH, -1));
    if (/^\d{3}Z$/.test(text.slice(SECOND_LENGTH))) return second * 1_000 + milliseconds;
  }
  const parsed = Date.parse(text);
  return Number.isFinite(parsed) && isoTime(parsed) === text ? parsed : undefined;
}

/** `2026-01-31T09:30:00.000Z`, for whole milliseconds. Throws RangeError when they are not a time. */
export function isoTime(milliseconds: number): string {
  const of = Math.floor(milliseconds / 1_000);
  if (of !== second) {
    secondText = new Date(of * 1_000).toISOString().slice(0, -4);
    second = of;
  }
  return `${secondText}${`${milliseconds - of * 1_000}`.padStart(3, '0')}Z`;
}
