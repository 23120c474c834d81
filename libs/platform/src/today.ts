import { fromDay, type CalendarDate } from '@regieboek/kernel';

/** Gives the date of today in the Netherlands. */
export type Today = () => CalendarDate;

const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** Today by the system clock, in the Netherlands. */
export const systemToday: Today = () => amsterdam.format(Date.now()) as CalendarDate;

/** Always the same day: for replays, demos and tests. */
export const fixedToday =
  (day: number): Today =>
  () =>
    fromDay(day);
