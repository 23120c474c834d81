import type { INestApplicationContext } from '@nestjs/common';
import { checkPort, createApplication, keepResuming, listen, type LogIn } from '@regieboek/platform';
import type { Inbox } from '../inbox/inbox.js';
import { checkInbox } from '../inbox/inbox-settings.js';
import { AppModule } from '../app.module.js';
import { addOpenApi } from '../api/open-api.js';
import { checkLogIn, openLogInOf } from './log-in.js';
import { retries } from './resume.js';
import { auditedAlone } from './command-audit.js';
import { openResources, type OpenResources } from './resources.js';
import type { Settings } from './settings.js';

/** A running server. */
export interface Server {
  readonly url: string;
  /** Folder where the embedded database really is; undefined for another one. */
  readonly place: string | undefined;
  close(): Promise<void>;
}

/** Records who started the server, where the command line did; without an audit log it is not started. */
async function auditStart({ audit, close }: OpenResources, { command }: Settings): Promise<void> {
  await auditedAlone(audit, command).catch(async (error: unknown) => {
    await close();
    throw error;
  });
}

/** Requests that record nothing although they are not a GET: settlements, billing runs, and log-out. */
const RECORDS_NOTHING = /\/(settlements|billing-runs|session)(\?|$)/;

const isRecorded = (method: string, url: string, status: number): boolean =>
  method !== 'GET' && method !== 'HEAD' && status < 300 && !RECORDS_NOTHING.test(url);

/** The inbox of the settings at work; undefined without one. Its modules are loaded only then. */
async function inboxOf(
  application: INestApplicationContext,
  resources: OpenResources,
  { settings, onRecorded }: { readonly settings: Settings; readonly onRecorded: () => Promise<void> },
): Promise<Inbox | undefined> {
  if (!settings.exchange) return undefined;
  const module = await import('../inbox/inbox.js');
  return module.Inbox.start(application, resources, { settings: settings.exchange, onRecorded });
}

/**
 * Serves all services on one port; `onRecorded` hears of every request that recorded something. Throws PortTaken before
 * anything is opened for long.
 */
export async function serve(
  settings: Settings,
  onRecorded: () => Promise<void> = async () => undefined,
): Promise<Server> {
  checkLogIn(settings);
  if (settings.exchange) await checkInbox(settings.exchange);
  await checkPort(settings.port, settings.host);
  const resources = await openResources({ ...settings, use: 'server' });
  await auditStart(resources, settings);
  let running: INestApplicationContext | undefined;
  let logIn: LogIn | undefined;
  try {
    logIn = await openLogInOf(settings, resources, () => running);
    const root = AppModule.with({ ...resources, ...(logIn ? { logIn } : {}) });
    const application = await createApplication(root, {
      ...{ hosts: settings.hosts, rates: settings.rates, proxies: settings.proxies },
    });
    running = application;
    addOpenApi(application);
    application
      .getHttpAdapter()
      .getInstance()
      .addHook('onResponse', async ({ method, url }, { statusCode }) => {
        if (isRecorded(method, url, statusCode)) await onRecorded();
      });
    const url = await listen(application, settings.port, settings.host).catch(async (error: unknown) => {
      await application.close();
      throw error;
    });
    const resuming = keepResuming(application, retries);
    const inbox = await inboxOf(application, resources, { settings, onRecorded }).catch(async (error: unknown) => {
      await resuming.stop();
      await application.close();
      throw error;
    });
    return {
      url,
      place: resources.place,
      async close() {
        await Promise.all([resuming.stop(), inbox?.stop()]);
        await application.close();
        await logIn?.close();
        await resources.close();
      },
    };
  } catch (error) {
    await logIn?.close();
    await resources.close();
    throw error;
  }
}
