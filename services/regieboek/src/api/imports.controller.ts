import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { bytesOf, Endpoint, invalid, overAllRegions, RequestSignal } from '@regieboek/platform';
import type { ImportFile } from '../import/classify.js';
import { filesToImportIn } from '../import/files-to-import.js';
import { importInOrder } from '../import/import-files.js';
import type { FileResult } from '../import/import-one.js';
import { importedFiles } from './imports-response.js';

/** Throws a Refusal (invalid) when nothing in the body can be imported. */
function mustHaveFiles(files: readonly ImportFile[]): void {
  const whole = files.find(({ path }) => path === '');
  if (whole)
    throw invalid({ en: 'the ZIP file cannot be read', nl: 'het ZIP-bestand is niet te lezen' }, [
      { place: 'body', text: whole.reason ?? '' },
    ]);
  if (files.every(({ kind }) => kind === 'passed-over'))
    throw invalid(
      { en: 'nothing in the ZIP file can be imported', nl: 'niets in het ZIP-bestand kan worden geïmporteerd' },
      [{ place: 'body', text: 'contains no XML, CSV or YAML file: see the README for the files that are imported' }],
    );
}

const shown = ({ faults, released, ...result }: FileResult): z.output<typeof importedFiles>['files'][number] => ({
  ...result,
  faults: [...faults],
  ...(released ? { released: [...released] } : {}),
});

const example = {
  files: [{ file: 'contracts.yaml', kind: 'contracts', status: 'processed', region: 'zhz', faults: [] }],
};

/** Many files at once, as `regieboek import` imports them. */
@ApiTags('imports')
@Controller()
export class ImportsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Imports the files of a ZIP file in the order in which they were made; the same file again changes nothing. */
  @Post('imports')
  @HttpCode(200)
  @Endpoint({
    permission: { action: 'import-messages', limits: true },
    summary: 'Import many files at once (ZIP): contracts, residence facts and messages, in the order of the standard',
    description:
      'A refused file does not stop the others. When the request is stopped, the files imported by then stay so: send the same ZIP file again, and nothing is recorded twice. Files that need another permission are refused one by one.',
    body: { content: 'zip', description: 'ZIP file of at most 25 MB, without a password.', example: '(ZIP file)' },
    answers: { 200: { description: 'A result for every file, in import order.', json: importedFiles, example } },
  })
  async take(@Body() body: unknown, @RequestSignal() signal: AbortSignal): Promise<z.output<typeof importedFiles>> {
    const files = await filesToImportIn(bytesOf(body, 'zip'));
    mustHaveFiles(files);
    const ledger = {
      execute: this.commands.execute.bind(this.commands),
      ask: this.queries.execute.bind(this.queries),
    };
    const imported = await overAllRegions(() => importInOrder(ledger, files, { signal }));
    if ('failure' in imported) throw imported.failure;
    signal.throwIfAborted();
    return { files: imported.results.map(shown) };
  }
}
