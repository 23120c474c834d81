export { AppModule } from './app.module.js';
export { run } from './cli/program.js';
export { serve, type Server } from './process/serve.js';
export { readSettings, type Settings } from './process/settings.js';
export { withRegieboek, type Regieboek } from './process/regieboek.js';
export { apiDescriptions } from './process/api-descriptions.js';
