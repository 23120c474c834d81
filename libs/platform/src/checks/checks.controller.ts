import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Endpoint } from '../http/endpoint.js';
import { component } from '../http/openapi/json-schema.js';
import { inRegion } from '../http/paths.js';
import { Parsed } from '../http/requests/parsed.js';
import { RequestSignal } from '../http/requests/request-signal.js';
import { checkNames } from './checks.js';
import { CheckLedger } from './check-ledger.js';

const checked = component(
  'LedgerCheck',
  z.object({
    region: z.string(),
    isSound: z.boolean().meta({ description: 'True when no check found a fault.' }),
    results: z.array(
      z.object({
        check: z.enum(checkNames),
        subject: z.string().meta({ description: 'Region, read model or table.' }),
        count: z.int().meta({ description: 'Number of events, entries, rows or months that were looked at.' }),
        mark: z
          .string()
          .nullable()
          .meta({ description: 'Digest of what was checked, to compare with one that was kept elsewhere.' }),
        faults: z.array(z.object({ code: z.string(), text: z.string() })),
      }),
    ),
  }),
);

const howFar = z.object({
  deep: z
    .enum(['true', 'false'])
    .meta({
      description:
        '`true`: reads and recomputes everything, which takes minutes for a large ledger. `false` (default): only quick checks.',
    })
    .optional(),
});

/** Checks of the ledger (controle), for the monitoring of the night. */
@ApiTags('operation')
@Controller('regions/:region/checks')
export class ChecksController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Checks a region in the tables of this service. */
  @Get()
  @Endpoint({
    permission: 'check-ledger',
    summary: 'Checks (controle) of the ledger of a region: log, messages, read models, seals and books',
    description:
      'Answers 200 with `isSound: false` when something is wrong. In a four-service deployment each service checks its own tables. Secrets of the vault are checked by `regieboek check --deep`.',
    path: inRegion,
    query: howFar,
    answers: { 200: { description: 'Every check with what it found.', json: checked } },
  })
  async check(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(howFar)) { deep }: z.output<typeof howFar>,
    @RequestSignal() signal: AbortSignal,
  ) {
    const results = await this.queries.execute(new CheckLedger({ region, isDeep: deep === 'true', signal }));
    return { region, isSound: results.every(({ faults }) => faults.length === 0), results };
  }
}
