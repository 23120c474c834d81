import { serveService } from '@regieboek/platform/service';
import { reportingService } from './service.js';

await serveService(reportingService);
