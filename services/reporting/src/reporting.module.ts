import { Module } from '@nestjs/common';
import type { EventLog } from '@regieboek/eventing';
import { LiveHistories } from '@regieboek/journal';
import { EVENT_LOG } from '@regieboek/platform';
import { ReportingController } from './http/reporting.controller.js';
import { HISTORIES } from './tokens.js';

/** Reporting service: figures for policy and BI, derived from the log. */
@Module({
  controllers: [ReportingController],
  providers: [{ provide: HISTORIES, inject: [EVENT_LOG], useFactory: (log: EventLog) => new LiveHistories(log) }],
  exports: [HISTORIES],
})
export class ReportingModule {}
