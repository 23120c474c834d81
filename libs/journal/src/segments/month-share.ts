import { monthColumns, type LineShare, type MonthColumns, type SharedColumns } from '../columns/month-columns.js';
import { openShared, type SharedRegion } from './shared-region.js';

/** A share that a worker is asked to do, of lines and care in shared memory. */
export interface AskedShare {
  readonly share: LineShare;
  readonly columns: SharedColumns;
}

/** Opens a region in a worker; what it gives are the columns of a share. Throws SegmentDamaged. */
export function openRegion(shared: SharedRegion): (asked: AskedShare) => MonthColumns {
  const { names, region } = openShared(shared);
  return ({ share, columns }) => monthColumns({ ...columns, region, names }, share);
}
