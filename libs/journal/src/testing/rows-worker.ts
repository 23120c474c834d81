/** A worker that reads rows of a month: see `serveMonths`. */
import { serveMonths } from '../segments/jobs/serve-months.js';
import { rowsOfShare } from './rows-work.js';

serveMonths({ part: rowsOfShare });
