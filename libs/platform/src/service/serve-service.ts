import { once } from 'node:events';
import type { DynamicModule, Type } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { isRefusal } from '@regieboek/kernel';
import { checkPort, createApplication, listen } from '../http/application.js';
import { checkAddress } from '../http/address.js';
import { describeApi } from '../http/openapi/openapi.js';
import { logger } from '../logging/logger.js';
import { startTelemetry } from '../logging/telemetry.js';
import { PlatformModule } from '../platform.module.js';
import type { Context, Projection } from '../projections/projection.js';
import { keepResuming, type RetryCommand } from '../resuming.js';
import { settingsFrom } from '../settings-fault.js';
import { describeUnexpected } from '../unexpected.js';
import { openAccess, type ServiceAccess } from './open-access.js';
import type { TokenSource } from './remote-identities.js';
import { FeedsAtWork } from './feeds-at-work.js';
import { openServiceResources, type ServiceResources } from './open-resources.js';
import { ratesOf } from './access-variables.js';
import type { ServiceSettings } from './variables.js';
import type { z } from 'zod';

/** Definition of a service, to run it in its own process. */
export interface ServiceDefinition<Schema extends z.ZodType<ServiceSettings>> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Its environment variables. */
  readonly variables: Schema;
  /** Context whose events it records; null when it records none. */
  readonly context: Context | null;
  /** Read models that use events of other contexts. */
  readonly fed: readonly Projection[];
  /** Commands that retry pending messages, in order. */
  readonly retries: readonly RetryCommand[];
  vaultKey(settings: z.output<Schema>): string | undefined;
  /** Secret by which other services are known while nobody logs in. */
  internalToken?(settings: z.output<Schema>): string | undefined;
  /** Whether it calls other services, for which it gets a token. */
  readonly callsOthers?: true;
  modules(settings: z.output<Schema>, tokenOf: TokenSource): readonly (Type | DynamicModule)[];
}

/** A service that runs. */
export interface RunningService {
  readonly url: string;
  /** Waits for running requests and batches, and releases all resources. */
  close(): Promise<void>;
}

/** The service and the platform as one module of its process. */
const rootOf = (resources: ServiceResources, imports: readonly (Type | DynamicModule)[]): DynamicModule => ({
  module: class ServiceRoot {},
  imports: [PlatformModule.with(resources), ...imports],
});

/** Starts a service by its settings. Throws SettingsFault, PortTaken, or a connection error. */
export async function startService<Schema extends z.ZodType<ServiceSettings>>(
  service: ServiceDefinition<Schema>,
  variables: NodeJS.ProcessEnv,
): Promise<RunningService> {
  const settings = settingsFrom(service.variables, variables);
  const { name, title, description, context, fed } = service;
  const hasLogIn = settings.REGIEBOEK_LOGIN_FILE !== undefined;
  checkAddress({ host: settings.HOST, behindGateway: settings.REGIEBOEK_BEHIND_GATEWAY, hasLogIn });
  await checkPort(settings.PORT, settings.HOST);
  const resources = await openServiceResources({ name, context, vaultKey: service.vaultKey(settings) }, settings);
  let access: ServiceAccess | undefined;
  try {
    access = await openAccess(service, settings, resources, variables);
    const feeds = new FeedsAtWork(resources, { context, source: settings.REGIEBOEK_SOURCE, fed });
    const { logIn, authenticator, tokenOf } = access;
    const own = { ...resources, ...(logIn ? { logIn } : {}), authenticator, feedsHealth: () => feeds.health() };
    const application = await createApplication(rootOf(own, service.modules(settings, tokenOf)), {
      hosts: settings.REGIEBOEK_HOSTS,
      rates: ratesOf(settings),
      proxies: settings.REGIEBOEK_PROXIES,
    });
    SwaggerModule.setup('docs', application, () => describeApi(application, { title, description }), {
      jsonDocumentUrl: 'openapi.json',
    });
    feeds.start();
    const url = await listen(application, settings.PORT, settings.HOST);
    const resuming = keepResuming(application, service.retries);
    return {
      url,
      async close() {
        await Promise.all([resuming.stop(), feeds.stop()]);
        await application.close();
        await logIn?.close();
        await resources.close();
      },
    };
  } catch (error) {
    await access?.logIn?.close();
    await resources.close();
    throw error;
  }
}

const STOP_WITHIN_MS = 10_000;

/** Runs a service until SIGINT or SIGTERM, then stops it in order, within ten seconds. The whole of its `main.ts`. */
export async function serveService<Schema extends z.ZodType<ServiceSettings>>(
  service: ServiceDefinition<Schema>,
): Promise<void> {
  const stopTelemetry = await startTelemetry(service.name, process.env);
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  try {
    const running = await startService(service, process.env);
    console.log(`regieboek ${service.name} serves ${running.url}/v1, documentation on ${running.url}/docs`);
    await stopped;
    setTimeout(() => {
      logger.error(`regieboek ${service.name}: did not stop in time; unfinished work is resumed at the next start`);
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    await running.close();
    await stopTelemetry();
    process.exit(0);
  } catch (error) {
    console.error(`regieboek ${service.name}: ${inWords(error)}`);
    process.exit(isRefusal(error) && error.kind === 'settings' ? 2 : 1);
  }
}

/** An expected error in its own words; of any other error its kind and origin, never its message. */
const inWords = (error: unknown): string => (isRefusal(error) ? error.message : describeUnexpected(error));
