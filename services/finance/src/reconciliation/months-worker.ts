/** A worker that reconciles shares of months: see `serveMonths`. */
import { serveMonths } from '@regieboek/journal/segments';
import { work } from './months-work.js';

serveMonths(work);
