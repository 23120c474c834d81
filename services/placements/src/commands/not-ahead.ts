import type { CalendarDate } from '@regieboek/kernel';
import { invalid } from '@regieboek/platform';

/** Throws a Refusal (invalid) for days on which something became known that are after today. */
export function notAhead(days: Readonly<Record<string, CalendarDate>>, today: CalendarDate): void {
  const faults = Object.entries(days)
    .filter(([, day]) => day > today)
    .map(([name]) => ({
      place: `/${name}`,
      text: `lies after today (${today}): enter the day on which it became known`,
    }));
  if (faults.length > 0) throw invalid({ en: 'nothing was recorded', nl: 'er is niets vastgelegd' }, faults);
}
