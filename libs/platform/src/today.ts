import { fromDay, parseCalendarDate, type CalendarDate } from '@regieboek/kernel';

/** Gives the date of today in the Netherlands. */
export type Today = () => CalendarDate;

const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** Today by the system clock, in the Netherlands. */
export const systemToday: Today = () => amsterdam.format(Date.now()) as CalendarDate;

/** Day in the Netherlands of a moment (ISO 8601 with time zone). */
export const dayOfMoment = (moment: string): CalendarDate => amsterdam.format(Date.parse(moment)) as CalendarDate;

/** The latest date that may count as today: by the clock, or by REGIEBOEK_TODAY when that is later. */
export const latestToday: Today = () => {
  const given = parseCalendarDate(process.env['REGIEBOEK_TODAY'] ?? '');
  const now = systemToday();
  return given !== undefined && given > now ? given : now;
};

/** A fixed day, for replays, demos and tests. */
export const fixedToday =
  (day: number): Today =>
  () =>
    fromDay(day);
