import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { bytesOf, Endpoint, inRegion, invalid, Parsed } from '@regieboek/platform';
import { ImportRegionFile } from '../commands/import-region-file.js';
import { ListContracts } from '../queries/list-contracts.js';
import { ListRegions } from '../queries/list-regions.js';
import { contract, region, regionFileImported } from './responses.js';

const ofProvider = z.object({
  provider: fields.provider
    .optional()
    .meta({ description: 'Limits the result to this provider (AGB code).', example: '99990001' }),
});

const fileExample = `format: regieboek-contracts/1
region: { id: zhz, name: Zuid-Holland Zuid, organisation: SOJ }
municipalities:
  - { code: "0505", name: Dordrecht, from: 2015-01-01 }
providers: []
`;

/** Regions and their contracts (contracten). */
@ApiTags('contracts')
@Controller()
export class ContractsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Imports a region file (`contracts.yaml`); the same file twice changes nothing. */
  @Post('region-files')
  @HttpCode(200)
  @Endpoint({
    permission: { action: 'import-contracts', limits: true },
    summary: 'Import a region file (contracts.yaml): region, municipalities and contracts (contracten)',
    description: 'Refused as a whole with the line of every fault. The format is described in docs/contracts-file.md.',
    body: { content: 'yaml', description: 'The region file, UTF-8.', example: fileExample },
    answers: {
      200: {
        description: 'Imported.',
        json: regionFileImported,
        example: { kind: 'recorded', region: 'zhz', events: 12 },
      },
    },
  })
  async importRegionFile(@Body() body: unknown): Promise<z.output<typeof regionFileImported>> {
    const imported = await this.commands.execute(new ImportRegionFile(bytesOf(body, 'yaml')));
    if (imported.kind === 'recorded') return imported;
    throw invalid(
      `nothing was recorded; the region file is stored as message ${imported.message}: correct it and send it again`,
      imported.faults.map(({ line, text }) => ({ place: `line ${line}`, text })),
    );
  }

  /** Regions with their municipalities. */
  @Get('regions')
  @Header('Cache-Control', 'no-cache')
  @Endpoint({
    permission: { action: 'see-regions', limits: true },
    summary: 'Regions (jeugdregio’s) with their municipalities by date',
    answers: { 200: { description: 'All regions, by id.', json: z.object({ regions: z.array(region) }) } },
  })
  async regions() {
    return { regions: await this.queries.execute(new ListRegions()) };
  }

  /** Contracts of a region, or of one provider in it. */
  @Get('regions/:region/contracts')
  @Endpoint({
    permission: { action: 'see-contracts', limits: true },
    summary: 'Current contracts (contracten) of a region',
    path: inRegion,
    query: ofProvider,
    answers: { 200: { description: 'By provider.', json: z.object({ contracts: z.array(contract) }) } },
    problems: [404],
  })
  async contracts(
    @Param(new Parsed(inRegion)) path: z.output<typeof inRegion>,
    @Query(new Parsed(ofProvider)) { provider }: z.output<typeof ofProvider>,
  ) {
    return { contracts: await this.queries.execute(new ListContracts(path.region, provider)) };
  }
}
