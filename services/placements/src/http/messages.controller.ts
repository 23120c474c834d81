import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { receivedMessage, type IntakeResult } from '@regieboek/intake';
import { bytesOf, Endpoint, invalid, messagePath, notFound, Parsed } from '@regieboek/platform';
import { ImportFacts } from '../commands/import-facts.js';
import { ImportMessage } from '../commands/import-message.js';
import { GetAnswer } from '../queries/get-answer.js';
import { GetMessage } from '../queries/get-message.js';
import { messageResult, importResult } from './responses.js';

/** Result of an upload that was not refused. Throws a Problem (400) with every fault when it was. */
function accepted(taken: IntakeResult): Exclude<IntakeResult, { status: 'refused' }> {
  if (taken.status !== 'refused') return taken;
  throw invalid(
    `nothing was recorded; the content is stored as message ${taken.message}: correct it and send it again`,
    taken.faults,
  );
}

const example = { status: 'processed', message: 'f2'.repeat(32), region: 'zhz', events: 2 };
const refusedExample = {
  status: 'processed',
  message: 'f2'.repeat(32),
  region: 'zhz',
  events: 0,
  answer: {
    type: 'JW306',
    accepted: false,
    faults: [
      {
        place: 'line 20 /Bericht/Client/StartProducten/StartProduct[1]',
        text: 'TR326 (9326): Op deze toewijzing loopt al een start; meld eerst de stop of verwijder de start.',
      },
    ],
  },
};
const kept = 'Stored, encrypted, before it is read.';
const refused = 'Refused as a whole with every fault and its place; can be sent again.';
const answered =
  'A readable message of a known region gets one retour: accepted, or refused as a whole with retour codes. A repeat gets the same answer; after a refusal send a new message with a new identification. A message that cannot be read, or belongs to no known region, is refused with 400: it gets no retour and can be sent again.';
const xmlExample = `<?xml version="1.0" encoding="UTF-8"?>
<jw305:Bericht xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema" xmlns:jw305="http://www.istandaarden.nl/ijw/3_2/jw305/schema">
  <!-- header and client according to the standard -->
</jw305:Bericht>
`;
const factsExample = `region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn
zhz,999900006,2012-05-21,R1,registration,2012-05-21,,0505,woonadres,2024-01-02
`;

/** Messages (JW301, JW305, JW307) and residence facts files, as received. */
@ApiTags('placements')
@Controller()
export class MessagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Imports one JW301, JW305 or JW307; a repeated message changes nothing. */
  @Post('messages')
  @HttpCode(200)
  @Endpoint({
    permission: { action: 'import-messages', limits: true },
    summary: 'Receive an assignment, start or stop (toewijzing JW301, start JW305, stop JW307)',
    description: `${kept} ${answered}`,
    body: { content: 'xml', description: 'One message of iJw 3.2, at most 25 MB.', example: xmlExample },
    answers: { 200: { description: 'Answered, now or earlier.', json: messageResult, example: refusedExample } },
  })
  async message(@Body() body: unknown) {
    return accepted(await this.commands.execute(new ImportMessage(bytesOf(body, 'xml'))));
  }

  /** Imports a residence facts file, all rows or none; a repeated file changes nothing. */
  @Post('residence-facts-files')
  @HttpCode(200)
  @Endpoint({
    permission: { action: 'import-messages', limits: true },
    summary: 'Import a file of residence facts (woonplaatsgegevens)',
    description: `${kept} ${refused} The format is described in docs/residence-facts-file.md.`,
    body: { content: 'csv', description: 'CSV, UTF-8, comma or semicolon.', example: factsExample },
    answers: { 200: { description: 'Imported, now or earlier.', json: importResult, example } },
  })
  async factsFile(@Body() body: unknown) {
    return accepted(await this.commands.execute(new ImportFacts(bytesOf(body, 'csv'))));
  }

  /** Result of a received message or file. */
  @Get('messages/:id')
  @Endpoint({
    permission: { action: 'see-messages', limits: true },
    summary: 'Status of a received message or residence facts file',
    description: 'Without its content. Declarations (JW323): /v1/declarations/messages/{id}.',
    path: messagePath,
    answers: { 200: { description: 'Its status, and its faults when it was refused.', json: receivedMessage } },
    problems: [404],
  })
  async status(@Param(new Parsed(messagePath)) { id }: z.output<typeof messagePath>) {
    const message = await this.queries.execute(new GetMessage(id));
    if (message) return message;
    throw notFound({
      en: 'no received message has this id; declarations (JW323) are at /v1/declarations/messages/{id}',
      nl: 'geen ontvangen bericht heeft dit id; declaraties (JW323) staan op /v1/declarations/messages/{id}',
    });
  }

  /** The retour to a message as XML. */
  @Get('messages/:id/answer')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  @Endpoint({
    permission: { action: 'see-message-answers', limits: true },
    summary: 'The answer (retourbericht JW302, JW306, JW308) to a message: always the same bytes',
    path: messagePath,
    answers: {
      200: { description: 'The retour.', text: { 'application/xml': '<?xml version="1.0" encoding="UTF-8"?>' } },
    },
    problems: [404, 410],
  })
  async answer(@Param(new Parsed(messagePath)) { id }: z.output<typeof messagePath>): Promise<string> {
    const found = await this.queries.execute(new GetAnswer(id));
    if ('answer' in found) return found.answer;
    throw notFound(found.reason);
  }
}
