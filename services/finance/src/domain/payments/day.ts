import { toDay, type CalendarDate } from '@regieboek/kernel';

/** Maximum days in advance for an order to a bank. */
const DAYS_AHEAD_MAX = 366;

/** Reason why nothing can be ordered for a day. */
export interface DayFault {
  readonly code: 'day-past' | 'day-too-far';
  /** The day, its fault, and a day to use instead. */
  readonly text: string;
}

/**
 * Reason why payments cannot be ordered for a day of execution (uitvoeringsdatum); undefined when they can. Payments are ordered
 * only once, so a batch that banks refuse because of its day could never be paid.
 */
export function dayFault(executionDate: CalendarDate, today: CalendarDate): DayFault | undefined {
  const ahead = toDay(executionDate) - toDay(today);
  if (ahead < 0) {
    const text = `${executionDate} lies before today, ${today}, and banks cannot execute it: choose today or a later day`;
    return { code: 'day-past', text };
  }
  if (ahead > DAYS_AHEAD_MAX) {
    const text = `${executionDate} lies more than a year after today, ${today}, and banks accept no order for it: choose an earlier day`;
    return { code: 'day-too-far', text };
  }
  return undefined;
}
