import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import { serviceDatabase } from '@regieboek/platform';
import { StarSource } from './bi/star-source.js';
import { FactsSource } from './figures/facts-source.js';
import { BiController } from './http/bi.controller.js';
import { FiguresController } from './http/figures.controller.js';
import { ForecastController } from './http/forecast.controller.js';
import { LateBillingController } from './http/late-billing.controller.js';
import { ReportingController } from './http/reporting.controller.js';
import { queryHandlers } from './queries/handlers.js';
import { reportingQueries, reportingTables } from './read-model/index.js';
import { CONTRACTS, SOURCE } from './tokens.js';

/** Reporting service: figures for policy and BI, from its own read models. */
@Module({
  imports: [CqrsModule],
  controllers: [ReportingController, BiController, FiguresController, ForecastController, LateBillingController],
  providers: [
    ...serviceDatabase('reporting', { source: SOURCE, contracts: CONTRACTS }, reportingTables),
    ...reportingQueries,
    StarSource,
    FactsSource,
    ...queryHandlers,
  ],
})
export class ReportingModule implements OnModuleDestroy {
  constructor(@Inject(SOURCE) private readonly source: DataSource) {}

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}
