/** A worker that bills shares of a month: see `serveMonths`. */
import type { YouthRange } from '@regieboek/journal';
import { serveMonths } from '@regieboek/journal/segments';
import { ruleSets } from '../rule-sets/rule-sets.js';
import { billShare, memoryOf, type SharedRun } from './billing-work.js';

serveMonths({
  part: (region, shared: SharedRun, range: YouthRange) =>
    billShare(region, shared, range, ruleSets.named(shared.version)),
  memoryOf,
});
