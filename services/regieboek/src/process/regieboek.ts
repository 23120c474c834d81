import 'reflect-metadata';
import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus, type Command, type Query } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import {
  asActor,
  isRegionName,
  openDatabase,
  overAllRegions,
  resumeAll,
  withinRegion,
  type Resources,
  type Resumed,
  type SeenByRegion,
} from '@regieboek/platform';
import { AppModule } from '../app.module.js';
import { audited, auditRefusal } from './command-audit.js';
import { machineUser } from './machine-user.js';
import { hasLedger, mustHaveLedger } from './require-ledger.js';
import { openResources } from './resources.js';
import { retries } from './resume.js';
import type { Settings } from './settings.js';

/** The product without HTTP: the command line works with its commands and queries, as the user of the machine. */
export class Regieboek {
  private readonly commands: CommandBus;
  private readonly queries: QueryBus;
  /** Youths whose data the command under way was given. */
  readonly seen: SeenByRegion = new Map();

  private constructor(
    readonly resources: Resources,
    private readonly context: INestApplicationContext,
    private readonly release: () => Promise<void>,
  ) {
    this.commands = context.get(CommandBus, { strict: false });
    this.queries = context.get(QueryBus, { strict: false });
  }

  /** Opens everything; `close` releases it. */
  static async open(settings: Settings): Promise<Regieboek> {
    const resources = await openResources(settings);
    try {
      const context = await NestFactory.createApplicationContext(AppModule.with(resources), {
        logger: ['error'],
        abortOnError: false,
      });
      return new Regieboek(resources, context, resources.close);
    } catch (error) {
      await resources.close();
      throw error;
    }
  }

  /** Executes a command of any service, over all regions unless the command line named one. Throws a Refusal when it is refused. */
  execute<Result>(command: Command<Result>): Promise<Result> {
    return asActor(machineUser(), () => overAllRegions(() => this.commands.execute(command)), this.seen);
  }

  /** Answers a query of any service. */
  ask<Result>(query: Query<Result>): Promise<Result> {
    return asActor(machineUser(), () => overAllRegions(() => this.queries.execute(query)), this.seen);
  }

  /** Retries messages and files that were received before and are pending. */
  resume(): Promise<Resumed> {
    return resumeAll(this.context, retries);
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.release();
  }
}

/** Commands and queries of all services, as one actor. */
export type Ledger = Pick<Regieboek, 'execute' | 'ask'>;

/** Runs `work` on a ledger that was made before. Throws NoLedger where there is none. */
export async function withLedger<Result>(
  settings: Settings,
  work: (regieboek: Regieboek) => Promise<Result>,
): Promise<Result> {
  await mustHaveLedger(settings);
  return withRegieboek(settings, work);
}

/** Records a command whose ledger could not be opened, where its database can be. */
async function refusedBefore(settings: Settings, error: unknown): Promise<void> {
  const { command, databaseUrl, ownerUrl, dataDir } = settings;
  if (!command || !(await hasLedger(settings).catch(() => false))) return;
  const database = await openDatabase({ databaseUrl, ownerUrl, dataDir: resolve(dataDir) }).catch(() => undefined);
  if (!database) return;
  await auditRefusal(database, command, error).finally(() => database.close());
}

/** Runs `work` with the product open, and closes it whatever happens; makes the ledger when there is none. */
export async function withRegieboek<Result>(
  settings: Settings,
  work: (regieboek: Regieboek) => Promise<Result>,
): Promise<Result> {
  const regieboek = await Regieboek.open(settings).catch(async (error: unknown) => {
    await refusedBefore(settings, error);
    throw error;
  });
  try {
    const { resources, seen } = regieboek;
    const region = settings.command?.region;
    const bound = () =>
      region !== undefined && isRegionName(region) ? withinRegion(region, () => work(regieboek)) : work(regieboek);
    return await audited(resources, { command: settings.command, seen }, bound);
  } finally {
    await regieboek.close();
  }
}
