import type { RegionHistory } from '@regieboek/journal';
import type { MonthRange } from '../../src/domain/runs/month-range.js';
import { codesIn } from '../../src/domain/reconciliation/codes.js';
import { expectedOf, type ExpectedLine } from '../../src/domain/reconciliation/expected/expected.js';

/** Everything that may be expected to be declared for some months, in no order that means something. */
export const expectedLines = (history: RegionHistory, range: MonthRange): ExpectedLine[] =>
  [...history.youths.values()].flatMap(expectedOf(history.contracts, codesIn(history), range));
