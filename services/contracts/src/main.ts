import { serveService } from '@regieboek/platform/service';
import { contractsService } from './service.js';

await serveService(contractsService);
