import { Readable } from 'node:stream';
import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Endpoint, fileAnswer, invalid, Parsed, preferred, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { journalSheet } from '../../documents/index.js';
import type { Company } from '../../domain/ledger/journal-entries.js';
import { readAccounts, type RegionAccounts } from '../../ledger/index.js';
import { GetAuditFile } from '../../queries/books/get-audit-file.js';
import { ListJournalEntries } from '../../queries/books/list-journal-entries.js';
import { fileLanguage, knownAtOf, knownAtText, mustBeRegion, periodPath } from '../requests.js';
import * as responses from './responses.js';

const asking = z.strictObject({
  accounts: z
    .record(z.string(), z.unknown())
    .meta({ description: 'Accounts of the organisation, in the format of docs/accounts-file.md.' }),
  detailed: z.boolean().optional().meta({ description: 'An entry per posting instead of one per source.' }),
  knownAt: knownAtText.optional(),
  lang: fileLanguage.optional(),
});
const account = { code: '1600', name: 'Jeugdhulp' };
const example = {
  ...{ format: 'regieboek-accounts/1', region: 'zhz', journal: '70' },
  accounts: Object.fromEntries(
    ['provider-payable', 'municipality-receivable', 'claim', 'lump-sum', 'suspense', 'payment', 'receipt'].map(
      (kind) => [kind, account],
    ),
  ),
};

const XML = 'application/xml';

/** Accounts of a body, for the region of the path. Throws a Refusal (invalid) with all faults at once. */
function accountsOf(value: unknown, region: string): RegionAccounts {
  const read = readAccounts(value);
  if ('accounts' in read && read.accounts.region === region) return read.accounts;
  const faults =
    'faults' in read ? read.faults : [{ path: ['region'], text: `is not ${region}: send the accounts of that region` }];
  throw invalid(
    { en: 'the accounts are invalid', nl: 'de rekeningen kloppen niet' },
    faults.map(({ path, text }) => ({ place: `/${['accounts', ...path].map(String).join('/')}`, text })),
  );
}

/** Organisation that an audit file names. Throws a Refusal (invalid) when the accounts do not have it. */
function companyOf({ company }: RegionAccounts): Company {
  if (company !== null) return company;
  const text = 'is missing: an audit file names the organisation';
  throw invalid({ en: 'the accounts are invalid', nl: 'de rekeningen kloppen niet' }, [
    { place: '/accounts/company', text },
  ]);
}

/** Journal entries (boekstukken) for the financial package of an organisation. */
@ApiTags('finance')
@Controller('regions/:region/periods/:period/journal-entries')
export class JournalController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Journal entries of a month on the accounts that are sent; records nothing. */
  @Post()
  @HttpCode(200)
  @Endpoint({
    permission: 'see-books',
    summary: 'Journal entries (boekstukken) of a month on your own accounts; records nothing',
    description: 'Debit equals credit in every entry. CSV has the columns of docs/accounts-file.md.',
    path: periodPath,
    body: { content: 'json', description: 'Accounts.', schema: asking, example: { accounts: example } },
    answers: {
      200: {
        description: 'Lines of entries.',
        json: responses.journalEntries,
        files: { ...sheetFiles, [XML]: 'An audit file (XAF 4.0).' },
      },
    },
    problems: [404],
  })
  async entries(
    @Param(new Parsed(periodPath)) path: z.output<typeof periodPath>,
    @Body(new Parsed(asking)) { accounts, detailed, knownAt, lang = 'nl' }: z.output<typeof asking>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, path.region);
    const mapping = accountsOf(accounts, path.region);
    const request = { accounts: mapping, isDetailed: detailed, knownAt: knownAtOf(knownAt) };
    const { signal } = reply.request;
    const name = `boekstukken-${path.region}-${path.period}`;
    if (preferred(accept, ['application/json', ...Object.keys(sheetFiles), XML]) === XML) {
      const file = new GetAuditFile(path, companyOf(mapping), request, { signal });
      reply.header('Vary', 'Accept');
      return fileAnswer({ name: `${name}.xaf`, type: XML }, Readable.from([await this.queries.execute(file)]));
    }
    const lines = await this.queries.execute(new ListJournalEntries(path, request, { signal }));
    return sheetAnswer(reply, accept, { json: { lines }, name, sheets: () => [journalSheet(lines, lang)] as const });
  }
}
