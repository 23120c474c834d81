import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  bytesOf,
  Endpoint,
  inRegion,
  invalid,
  messagePath,
  notFound,
  Parsed,
  pathParts,
  receivedMessage,
  type ContractsCopy,
  type MessageStore,
} from '@regieboek/platform';
import { DeclarationAnswers } from '../answer/declaration-answer.js';
import { DeclarationIntake } from '../import/declaration-intake.js';
import { DeclarationList } from '../read-model/declaration-list.js';
import { CONTRACTS, MESSAGES } from '../tokens.js';
import * as answers from './answers.js';

const answerPath = inRegion.extend({ id: pathParts.declaration });

const xmlExample = `<?xml version="1.0" encoding="UTF-8"?>
<jw323:Bericht xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema" xmlns:jw323="http://www.istandaarden.nl/ijw/3_2/jw323/schema">
  <!-- header and declaration, as the standard has it -->
</jw323:Bericht>
`;
const takenExample = {
  status: 'decided',
  message: 'f2'.repeat(32),
  region: 'zhz',
  declaration: '615673df-570b-522a-ab28-0ee98b85f50c',
  lines: 3,
  approvedLines: 2,
};

/** Declarations (JW323) and their answers (JW325). */
@ApiTags('finance')
@Controller()
export class DeclarationsController {
  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  constructor(
    @Inject(DeclarationIntake) private readonly intake: DeclarationIntake,
    @Inject(DeclarationAnswers) private readonly answers: DeclarationAnswers,
    @Inject(DeclarationList) private readonly declarations: DeclarationList,
    @Inject(MESSAGES) private readonly messages: MessageStore,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
  ) {}

  /** Takes in one JW323 and decides every line; the same message twice gives the same answer. */
  @Post('declarations')
  @HttpCode(200)
  @Endpoint({
    summary: 'Take in a declaration (declaratie, JW323) and decide every line',
    description:
      'Kept, encrypted, before it is read. While the vault of identities is away it stays received (503) and is taken up again later; nothing is lost.',
    body: { content: 'xml', description: 'One JW323 of iJw 3.2, at most 25 MB.', example: xmlExample },
    answers: { 200: { description: 'Decided, now or before.', json: answers.declarationTaken, example: takenExample } },
    problems: [503],
  })
  async take(@Body() body: unknown): Promise<z.output<typeof answers.declarationTaken>> {
    const taken = await this.intake.take(bytesOf(body, 'xml'));
    if (taken.status !== 'refused') return taken;
    throw invalid(
      `the declaration cannot be read; it is kept as message ${taken.message}: repair it and send it again`,
      taken.faults,
    );
  }

  /** What became of a received declaration message. */
  @Get('declarations/messages/:id')
  @Endpoint({
    summary: 'What became of a received declaration message (JW323)',
    path: messagePath,
    answers: { 200: { description: 'Its status, and its faults when it was refused.', json: receivedMessage } },
    problems: [404],
  })
  async status(@Param(new Parsed(messagePath)) { id }: z.output<typeof messagePath>) {
    const message = await this.messages.find(id);
    if (!message) throw notFound('no such declaration was received here; other messages are at /v1/messages/{id}');
    return message;
  }

  /** Declarations of a region, newest period first. */
  @Get('regions/:region/declarations')
  @Endpoint({
    summary: 'Declarations (declaraties) of a region, newest period first',
    path: inRegion,
    answers: {
      200: {
        description: 'Received and decided ones.',
        json: z.object({ declarations: z.array(answers.declaration) }),
      },
    },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    if (!(await this.contracts.region(region))) throw notFound('there is no region under this id; see /v1/regions');
    return { declarations: await this.declarations.of(region) };
  }

  /** The answer (JW325) as XML. */
  @Get('regions/:region/declarations/:id/answer')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  @Endpoint({
    summary: 'The answer (retourbericht, JW325) of a decided declaration: always the same bytes',
    path: answerPath,
    answers: {
      200: { description: 'The JW325.', text: { 'application/xml': '<?xml version="1.0" encoding="UTF-8"?>' } },
    },
    problems: [404],
  })
  async answer(@Param(new Parsed(answerPath)) { region, id }: z.output<typeof answerPath>): Promise<string> {
    const answer = await this.answers.answer(region, id);
    if (answer === null) throw notFound('there is no decided declaration under this id in this region');
    return answer;
  }
}
