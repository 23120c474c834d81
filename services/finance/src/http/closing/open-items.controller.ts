import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields, openReason } from '@regieboek/events';
import { Endpoint, inRegion, Parsed, pathParts, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { ListOpenItems } from '../../queries/closing/list-open-items.js';
import { mustBeKnownParties } from '../../names/index.js';
import { GetRegionNames } from '../../queries/get-region-names.js';
import { openItemsSheet, reasonInWords, waysOut } from '../../open-items/index.js';
import { languageText, monthsText, mustBeMonths, mustBeRegion } from '../requests.js';
import * as responses from './open-item-responses.js';

const filter = z.object({
  period: monthsText,
  municipality: fields.municipality.optional().meta({ description: 'CBS code: it pays, or is billed for now.' }),
  provider: fields.provider.optional().meta({ description: 'AGB code of a provider.', example: '99990001' }),
  youth: pathParts.youth.optional(),
  kind: z.enum(['line', 'declaration']).optional().meta({ description: 'Only lines, or only declarations.' }),
  reason: openReason.optional().meta({ description: 'Code of a reason.', example: 'start-unknown' }),
  lang: languageText,
});

/** Open items (open posten): everything that wants a decision before a month is sealed. */
@ApiTags('finance')
@Controller('regions/:region/open-items')
export class OpenItemsController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Open items of some months: JSON, CSV or XLSX. */
  @Get()
  @Endpoint({
    permission: 'see-open-items',
    summary: 'Open items (open posten) of months, with reasons and ways out: JSON, CSV or XLSX',
    description: 'Declarations that are not decided, and lines to review. A sealed month has none.',
    path: inRegion,
    query: filter,
    answers: { 200: { description: 'Open items.', json: responses.openItems, files: sheetFiles } },
    problems: [404],
  })
  async list(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(filter)) { period, lang: language, ...selection }: z.output<typeof filter>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const { signal } = reply.request;
    const names = await this.queries.execute(new GetRegionNames(region));
    mustBeKnownParties(names, region, selection);
    const found = await this.queries.execute(new ListOpenItems(region, mustBeMonths(period), selection, { signal }));
    const items = found.items.map((one) => ({
      ...one,
      ...{ facts: [...one.facts], standing: [...one.standing] },
      reasons: one.reasons.map((code) => ({ code, text: reasonInWords(code)[language] })),
      waysOut: waysOut(region, one).map(({ command, does }) => ({ command, does: does[language] })),
    }));
    return sheetAnswer(reply, accept, {
      json: { ...found, months: [...found.months], items },
      name: `open-items-${region}`,
      sheets: () => [openItemsSheet(found.items, { region, names, language })],
    });
  }
}
