import { serveService } from '@regieboek/platform/service';
import { financeService } from './service.js';

await serveService(financeService);
