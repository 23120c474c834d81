import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ContractsModule } from '@regieboek/contracts';
import { FinanceModule } from '@regieboek/finance';
import { PlacementsModule } from '@regieboek/placements';
import { PlatformModule, type Resources } from '@regieboek/platform';
import { ReplaysModule } from '@regieboek/replays';
import { ReportingModule } from '@regieboek/reporting';
import { ImportsController } from './api/imports.controller.js';
import { WelcomeController } from './api/welcome.controller.js';

/** All four services in one process; what finance computes with is kept below the data folder. */
export class AppModule {
  static with(resources: Resources & { readonly dataDir: string }): DynamicModule {
    return {
      module: AppModule,
      controllers: [WelcomeController, ImportsController],
      imports: [
        CqrsModule,
        PlatformModule.with(resources),
        ContractsModule,
        PlacementsModule,
        ReplaysModule.at(resources.dataDir),
        FinanceModule.with(PlacementsModule),
        ReportingModule,
      ],
    };
  }
}
