/** A worker that reconciles shares of months: see `serveLines`. */
import { serveLines } from '@regieboek/journal/segments';
import { work } from './months-work.js';

serveLines(work);
