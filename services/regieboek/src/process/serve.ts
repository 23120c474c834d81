import { checkPort, createApplication, keepResuming, listen } from '@regieboek/platform';
import { AppModule } from '../app.module.js';
import { addOpenApi } from './open-api.js';
import { intakes } from './resume.js';
import { openResources } from './resources.js';
import type { Settings } from './settings.js';

/** A running server. */
export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves all services on one port. Throws PortTaken before anything is opened for long. */
export async function serve(settings: Settings): Promise<Server> {
  await checkPort(settings.port, settings.host);
  const resources = await openResources(settings);
  try {
    const application = await createApplication(AppModule.with(resources));
    addOpenApi(application);
    const url = await listen(application, settings.port, settings.host).catch(async (error: unknown) => {
      await application.close();
      throw error;
    });
    const resuming = keepResuming(application, intakes);
    return {
      url,
      async close() {
        await resuming.stop();
        await application.close();
        await resources.close();
      },
    };
  } catch (error) {
    await resources.close();
    throw error;
  }
}
