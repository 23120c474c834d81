import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { receivedMessage } from '@regieboek/intake';
import { bytesOf, Endpoint, inRegion, invalid, messagePath, notFound, Parsed, pathParts } from '@regieboek/platform';
import { ImportDeclaration } from '../../commands/declarations/import-declaration.js';
import { GetDeclarationAnswer } from '../../queries/declarations/get-declaration-answer.js';
import { GetReceivedDeclaration } from '../../queries/declarations/get-received-declaration.js';
import { ListDeclarations } from '../../queries/declarations/list-declarations.js';
import { ListRefusedDeclarations } from '../../queries/declarations/list-refused-declarations.js';
import type { DeclarationDecided } from '../../declarations/index.js';
import * as responses from './responses.js';
import { mustBeRegion } from '../requests.js';
import { xmlExample, takenExample, waitsExample } from './examples.js';

const answerPath = inRegion.extend({ id: pathParts.declaration });

/** A decided declaration as an answer, which does not share lists with the ledger. */
const shownDecided = ({ released, ...own }: DeclarationDecided & { readonly released?: DeclarationDecided[] }) => ({
  ...own,
  faults: [...own.faults],
  ...(released ? { released: released.map((one) => ({ ...one, faults: [...one.faults] })) } : {}),
});

/** Refused declarations that one answer lists. */
const REFUSED_MAX = 1_000;

/** Declarations (JW323) and their answers (JW325). */
@ApiTags('finance')
@Controller()
export class DeclarationsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Imports one JW323 and decides every line; a repeated message gives the same answer. */
  @Post('declarations')
  @HttpCode(200)
  @Endpoint({
    permission: { action: 'import-declarations', limits: true },
    summary: 'Receive a declaration (declaratie, JW323) and decide every line',
    description:
      'Stored, encrypted, before it is read. While the vault of identities is down the declaration stays received (503) and is retried later; nothing is lost.',
    body: { content: 'xml', description: 'One JW323 of iJw 3.2, at most 25 MB.', example: xmlExample },
    answers: {
      200: { description: 'Decided, now or earlier.', json: responses.declarationResult, example: takenExample },
      202: {
        description:
          'Stored until the declaration of an earlier month arrives, or until its last day of waiting (TR318, 8214).',
        json: responses.declarationWaits,
        example: waitsExample,
      },
    },
    problems: [503],
  })
  async take(
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof responses.declarationResult | typeof responses.declarationWaits>> {
    const taken = await this.commands.execute(new ImportDeclaration(bytesOf(body, 'xml')));
    if (taken.status === 'waiting') {
      reply.code(202);
      return { ...taken, faults: [...taken.faults] };
    }
    if (taken.status !== 'refused') return shownDecided(taken);
    throw invalid(
      `the declaration cannot be read; it is stored as message ${taken.message}: correct it and send it again`,
      taken.faults,
    );
  }

  /** Status of a received declaration message. */
  @Get('declarations/messages/:id')
  @Endpoint({
    permission: { action: 'see-messages', limits: true },
    summary: 'Status of a received declaration message (JW323)',
    path: messagePath,
    answers: { 200: { description: 'Its status, and its faults when it was refused.', json: receivedMessage } },
    problems: [404],
  })
  async status(@Param(new Parsed(messagePath)) { id }: z.output<typeof messagePath>) {
    const message = await this.queries.execute(new GetReceivedDeclaration(id));
    if (!message)
      throw notFound({
        en: 'no received declaration has this id; other messages are at /v1/messages/{id}',
        nl: 'geen ontvangen declaratie heeft dit id; andere berichten staan op /v1/messages/{id}',
      });
    return message;
  }

  /** Declarations of a region that wait for a person: refused as a whole, without an answer to their sender. */
  @Get('regions/:region/refused-declarations')
  @Endpoint({
    permission: 'see-refused-declarations',
    summary:
      'Declarations refused as a whole without an answer (JW325), such as those to a municipality that was split',
    description: `Stored with the reason, oldest first, at most ${REFUSED_MAX}: a person must inform the sender.`,
    path: inRegion,
    answers: { 200: { description: 'Messages with their faults.', json: z.array(receivedMessage) } },
    problems: [404],
  })
  async refused(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    await mustBeRegion(this.queries, region);
    return this.queries.execute(new ListRefusedDeclarations(region, REFUSED_MAX));
  }

  /** Declarations of a region, newest period first. */
  @Get('regions/:region/declarations')
  @Endpoint({
    permission: { action: 'see-declarations', limits: true },
    summary: 'Declarations (declaraties) of a region, newest period first',
    path: inRegion,
    answers: {
      200: {
        description: 'Received and decided ones.',
        json: z.object({ declarations: z.array(responses.declaration) }),
      },
    },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    await mustBeRegion(this.queries, region);
    return { declarations: await this.queries.execute(new ListDeclarations(region)) };
  }

  /** The answer (JW325) as XML. */
  @Get('regions/:region/declarations/:id/answer')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  @Endpoint({
    permission: { action: 'see-declaration-answers', limits: true },
    summary: 'The answer (retourbericht, JW325) to a decided declaration: always the same bytes',
    path: answerPath,
    answers: {
      200: { description: 'The JW325.', text: { 'application/xml': '<?xml version="1.0" encoding="UTF-8"?>' } },
    },
    problems: [404, 410],
  })
  async answer(@Param(new Parsed(answerPath)) { region, id }: z.output<typeof answerPath>): Promise<string> {
    const answer = await this.queries.execute(new GetDeclarationAnswer(region, id));
    if (answer === null)
      throw notFound({
        en: 'no decided declaration in this region has this id',
        nl: 'geen beoordeelde declaratie van deze jeugdregio heeft dit id',
      });
    return answer;
  }
}
