import 'reflect-metadata';
import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { Command, Query } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import {
  isRegionName,
  openDatabase,
  resumeAll,
  withinRegion,
  type Resources,
  type Resumed,
  type SeenByRegion,
} from '@regieboek/platform';
import { AppModule } from '../app.module.js';
import { ledgerAs, type Ledger } from './ledger-as.js';
import { audited, auditRefusal } from './command-audit.js';
import { machineUser } from './machine-user.js';
import { hasLedger, mustHaveLedger } from './require-ledger.js';
import { openResources, type OpenResources } from './resources.js';
import { retries } from './resume.js';
import type { Settings } from './settings.js';

/** The product without HTTP: the command line works with its commands and queries, as the user of the machine. */
export class Regieboek implements Ledger {
  private readonly ledger: Ledger;
  /** Youths whose data the command under way was given. */
  readonly seen: SeenByRegion = new Map();

  private constructor(
    readonly resources: Resources,
    private readonly context: INestApplicationContext,
    private readonly opened: OpenResources,
  ) {
    this.ledger = ledgerAs(context, machineUser(), this.seen);
  }

  /** Opens everything; `close` releases it. */
  static async open(settings: Settings): Promise<Regieboek> {
    const resources = await openResources(settings);
    try {
      const context = await NestFactory.createApplicationContext(AppModule.with(resources), {
        logger: ['error'],
        abortOnError: false,
      });
      return new Regieboek(resources, context, resources);
    } catch (error) {
      await resources.close();
      throw error;
    }
  }

  execute<Result>(command: Command<Result>): Promise<Result> {
    return this.ledger.execute(command);
  }

  ask<Result>(query: Query<Result>): Promise<Result> {
    return this.ledger.ask(query);
  }

  /** Retries messages and files that were received before and are pending. */
  resume(): Promise<Resumed> {
    return resumeAll(this.context, retries);
  }

  /** Fault of a guest whose host, the process that ran the database of the folder, has ended; undefined otherwise. */
  lost(): Promise<Error | undefined> {
    return this.opened.database.lost();
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.opened.close();
  }
}

/** Runs `work` on a ledger that was made before. Throws NoLedger where there is none. */
export async function withLedger<Result>(
  settings: Settings,
  work: (regieboek: Regieboek) => Promise<Result>,
): Promise<Result> {
  // The server of a folder is not started to find nothing.
  if (settings.databaseUrl === undefined) await mustHaveLedger(settings);
  return withRegieboek({ ...settings, mustExist: true }, work);
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
  } catch (error) {
    // Whatever failed first, it failed because the database went away.
    throw (await regieboek.lost()) ?? error;
  } finally {
    await regieboek.close();
  }
}
