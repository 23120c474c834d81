import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { invalid, notFound, type ContractsCopy } from '@regieboek/platform';
import { ImportRegionFile, type RegionFileImported } from '../import/import-region-file.js';
import { CONTRACTS } from '../tokens.js';

/** Regions and their contracts (contracten). */
@Controller()
export class ContractsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CONTRACTS) private readonly queries: ContractsCopy,
  ) {}

  /** Takes in a region file (`contracts.yaml`); the same file twice changes nothing. */
  @Post('region-files')
  @HttpCode(200)
  async importRegionFile(@Body() body: unknown): Promise<RegionFileImported> {
    if (!Buffer.isBuffer(body))
      throw invalid('send the region file as application/yaml', [{ place: 'body', text: 'is empty' }]);
    const imported = await this.commands.execute(new ImportRegionFile(body.toString('utf8')));
    if (imported.kind === 'refused') {
      throw invalid(
        'the region file is refused; nothing of it was recorded',
        imported.faults.map(({ line, text }) => ({ place: `line ${line}`, text })),
      );
    }
    return imported;
  }

  /** Regions with their municipalities. */
  @Get('regions')
  @Header('Cache-Control', 'no-cache')
  async regions() {
    return { regions: await this.queries.regions() };
  }

  /** Contracts of a region, or of one provider in it. */
  @Get('regions/:region/contracts')
  async contracts(@Param('region') region: string, @Query('provider') provider?: string) {
    if (!(await this.queries.region(region))) throw notFound(`there is no region ${region}; see /v1/regions`);
    const contracts = await this.queries.contracts(region);
    return { contracts: provider ? contracts.filter((one) => one.provider === provider) : contracts };
  }
}
