import type { CalendarDate, Month } from '@regieboek/kernel';
import type { ReceivedMessage } from '@regieboek/intake';
import type { Fault } from '@regieboek/platform';

/** A declaration that was decided, now or before. */
export interface DeclarationDecided {
  readonly status: 'decided' | 'unchanged';
  readonly message: string;
  readonly region: string;
  readonly declaration: string;
  readonly lines: number;
  readonly approvedLines: number;
}

/** A declaration that waits for that of the month before it (TR318), with the reason and until when. */
export interface DeclarationWaits {
  readonly status: 'waiting';
  readonly message: string;
  readonly region: string;
  readonly missing: Month;
  readonly until: CalendarDate;
  readonly faults: readonly Fault[];
}

/** Result of a received declaration; `released`: declarations that waited for it and were decided after it. */
export type DeclarationResult =
  | (DeclarationDecided & { readonly released?: DeclarationDecided[] })
  | DeclarationWaits
  | { readonly status: 'refused'; readonly message: string; readonly faults: readonly Fault[] };

/** Result of a declaration that was decided before. */
export const unchanged = ({ id, region, result }: ReceivedMessage): DeclarationResult => ({
  status: 'unchanged',
  message: id,
  region: region ?? '',
  ...(result as { declaration: string; lines: number; approvedLines: number }),
});
