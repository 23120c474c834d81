import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { passesElevenTest } from '@regieboek/kernel';
import { Endpoint, inRegion, notFound, Parsed, pathParts } from '@regieboek/platform';
import { RecordResidenceFact } from '../commands/record-residence-fact.js';
import { nameInWords } from '../domain/name-in-words.js';
import { onlyYouth } from '../domain/only-youth.js';
import { GetIdentity } from '../queries/get-identity.js';
import { LookUpYouths, type LookUp } from '../queries/look-up-youths.js';
import * as responses from './look-up-responses.js';
import { fact } from './responses.js';

const ONE = 'name one of bsn, assignment and youth';
const bsn = z
  .string()
  .refine((text) => /^[0-9]{9}$/.test(text) && passesElevenTest(text), 'must be a citizen service number: nine digits')
  .optional()
  .meta({ description: 'Citizen service number (BSN).' });
const assignment = z.int().min(0).optional().meta({ description: 'ToewijzingNummer.', example: 700_001 });
const lookUp = z
  .strictObject({ bsn, assignment, youth: pathParts.youth.optional() })
  .refine((body) => Object.values(body).filter((value) => value !== undefined).length === 1, ONE);
const recording = z.strictObject({
  assignment: z.int().min(0).meta({ description: 'ToewijzingNummer of the youth.', example: 700_001 }),
  fact,
  recordedOn: fields.date
    .optional()
    .meta({ description: 'Day on which it became known; default: today.', format: 'date' }),
});
const youthPath = inRegion.extend({ youth: pathParts.youth });

/** The only thing that a youth is looked up by. */
function lookUpOf({ bsn: number, assignment: assigned, youth }: z.output<typeof lookUp>): LookUp {
  if (number !== undefined) return { bsn: number };
  return assigned === undefined ? { youth: youth ?? '' } : { assignment: assigned };
}

/** Who is who: from a BSN or an assignment to a youth, and from a youth to its identity. */
@ApiTags('placements')
@Controller('regions/:region')
export class LookUpsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Looks a youth up by its BSN, the number of an assignment, or its pseudonym, with its care. */
  @Post('youth-look-ups')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    permission: 'look-up-youth',
    summary: 'Look a youth up (jeugdige opzoeken) by BSN, ToewijzingNummer or pseudonym, with its care',
    description:
      'Changes nothing: a BSN is never part of an address. The look-up is in the audit log. By the reference of a line: declared-lines of finance gives the pseudonym.',
    path: inRegion,
    body: { content: 'json', description: 'What to look up by.', schema: lookUp, example: { assignment: 700_001 } },
    answers: {
      200: { description: 'Youths; several when municipalities gave one number.', json: responses.foundYouths },
    },
    problems: [404],
  })
  async lookUp(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(lookUp)) body: z.output<typeof lookUp>,
  ) {
    const youths = await this.queries.execute(new LookUpYouths(region, lookUpOf(body)));
    return {
      youths: youths.map(({ care, assignments, ...one }) => ({
        ...one,
        care: [...care],
        assignments: [...assignments],
      })),
    };
  }

  /** Identity of a youth, from the vault. */
  @Get('youths/:youth/identity')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    permission: 'see-identity',
    summary: 'Identity of a youth (wie is het): BSN and name, from the vault; every answer is in the audit log',
    path: youthPath,
    answers: { 200: { description: 'BSN and name.', json: responses.identity } },
    problems: [404],
  })
  async identity(@Param(new Parsed(youthPath)) { region, youth }: z.output<typeof youthPath>) {
    const identity = await this.queries.execute(new GetIdentity({ region, youth }));
    if (!identity)
      throw notFound({
        en: 'the vault of this region has no identity under this pseudonym',
        nl: 'de kluis van deze jeugdregio heeft geen identiteit bij dit pseudoniem',
      });
    return { youth, bsn: identity.bsn, name: nameInWords(identity.name) };
  }

  /** Records a fact about residence of the youth of an assignment. */
  @Post('facts')
  @HttpCode(201)
  @Endpoint({
    permission: 'record-residence',
    summary: 'Record a residence fact (woonplaatsgegeven) of the youth of an assignment (ToewijzingNummer)',
    description:
      'As at /youths/{youth}/facts, without the pseudonym. Refused (409) when several youths have the number.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'The assignment and the fact.',
      schema: recording,
      example: {
        assignment: 700_001,
        fact: {
          id: 'R7',
          kind: 'registration',
          from: '2026-02-15',
          to: null,
          municipality: '1978',
          address: 'woonadres',
        },
        recordedOn: '2026-02-20',
      },
    },
    answers: {
      201: { description: 'Recorded, now or earlier.', json: z.object({ youth: fields.youth, factId: z.string() }) },
    },
    problems: [404, 409, 410],
  })
  async record(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(recording)) { assignment: number, fact: given, recordedOn }: z.output<typeof recording>,
  ) {
    const youth = onlyYouth(await this.queries.execute(new LookUpYouths(region, { assignment: number })));
    await this.commands.execute(new RecordResidenceFact({ region, youth }, given, { recordedOn }));
    return { youth, factId: given.id };
  }
}
