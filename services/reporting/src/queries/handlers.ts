import { ExportStarHandler } from './export-star.js';
import { GetFiguresHandler } from './get-figures.js';
import { GetForecastHandler } from './get-forecast.js';
import { GetLateBillingHandler } from './get-late-billing.js';
import { GetStarTableHandler } from './get-star-table.js';
import { GetStayDurationsHandler } from './get-stay-durations.js';
import { GetOccupancyHandler } from './get-occupancy.js';

/** Handlers of all queries, for the module of this service. */
export const queryHandlers = [
  GetStayDurationsHandler,
  GetOccupancyHandler,
  ExportStarHandler,
  GetStarTableHandler,
  GetFiguresHandler,
  GetForecastHandler,
  GetLateBillingHandler,
];
