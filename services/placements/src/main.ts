import { serveService } from '@regieboek/platform/service';
import { placementsService } from './service.js';

await serveService(placementsService);
