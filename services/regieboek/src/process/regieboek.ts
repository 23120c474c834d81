import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import { ImportRegionFile, type RegionFileImported } from '@regieboek/contracts';
import {
  Billing,
  Closing,
  Comparing,
  DeclarationAnswers,
  DeclarationIntake,
  Ledger,
  Proving,
  Payments,
  Receipts,
  Reconciliations,
  Settlements,
} from '@regieboek/finance';
import { LiveHistories } from '@regieboek/journal';
import { FactsIntake, MessageAnswers, MessageIntake, type IdentityVault } from '@regieboek/placements';
import { IDENTITIES, resumeAll, type Resources, type Resumed } from '@regieboek/platform';
import { AppModule } from '../app.module.js';
import { openResources } from './resources.js';
import { intakes } from './resume.js';
import type { Settings } from './settings.js';

/** The product without HTTP: what the command line works with. */
export class Regieboek {
  readonly histories: LiveHistories;

  private constructor(
    readonly resources: Resources,
    private readonly context: INestApplicationContext,
    private readonly release: () => Promise<void>,
  ) {
    this.histories = new LiveHistories(resources.log);
  }

  /** Opens everything; `close` lets go of it again. */
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

  get billing(): Billing {
    return this.context.get(Billing, { strict: false });
  }

  get closing(): Closing {
    return this.context.get(Closing, { strict: false });
  }

  get comparing(): Comparing {
    return this.context.get(Comparing, { strict: false });
  }

  get ledger(): Ledger {
    return this.context.get(Ledger, { strict: false });
  }

  get proving(): Proving {
    return this.context.get(Proving, { strict: false });
  }

  get reconciliations(): Reconciliations {
    return this.context.get(Reconciliations, { strict: false });
  }

  get settlements(): Settlements {
    return this.context.get(Settlements, { strict: false });
  }

  get payments(): Payments {
    return this.context.get(Payments, { strict: false });
  }

  get receipts(): Receipts {
    return this.context.get(Receipts, { strict: false });
  }

  get declarations(): DeclarationIntake {
    return this.context.get(DeclarationIntake, { strict: false });
  }

  get answers(): DeclarationAnswers {
    return this.context.get(DeclarationAnswers, { strict: false });
  }

  get messages(): MessageIntake {
    return this.context.get(MessageIntake, { strict: false });
  }

  get retours(): MessageAnswers {
    return this.context.get(MessageAnswers, { strict: false });
  }

  get vault(): IdentityVault {
    return this.context.get(IDENTITIES, { strict: false });
  }

  get facts(): FactsIntake {
    return this.context.get(FactsIntake, { strict: false });
  }

  importRegionFile(body: Uint8Array): Promise<RegionFileImported> {
    return this.context.get(CommandBus, { strict: false }).execute(new ImportRegionFile(body));
  }

  /** Takes up again what was received before and not settled. */
  resume(): Promise<Resumed> {
    return resumeAll(this.context, intakes);
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.release();
  }
}

/** Runs `work` with the product open, and closes it whatever happens. */
export async function withRegieboek<Result>(
  settings: Settings,
  work: (regieboek: Regieboek) => Promise<Result>,
): Promise<Result> {
  const regieboek = await Regieboek.open(settings);
  try {
    return await work(regieboek);
  } finally {
    await regieboek.close();
  }
}
