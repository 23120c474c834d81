import { createHash } from 'node:crypto';
import type { BillingRun } from '../domain/runs/billing-run.js';

/** SHA-256 over the lines in order of id: same facts, same digest, on any machine. Positions and ids of runs are not in it. */
export const digestOf = ({ region, period, lines, lumpSums }: BillingRun): string =>
  createHash('sha256').update(JSON.stringify({ region, period, lines, lumpSums })).digest('hex');
