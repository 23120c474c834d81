import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { invalid, notFound, PROJECTIONS, type ProjectionRunner } from '@regieboek/platform';
import { DeclarationAnswers } from '../answer/declaration-answer.js';
import { DeclarationIntake, type DeclarationTaken } from '../import/declaration-intake.js';
import { declarationRow, financeProjection } from '../read-model/declarations.js';
import { SOURCE } from '../tokens.js';

/** Declarations (JW323) and their answers (JW325). */
@Controller()
export class DeclarationsController {
  constructor(
    @Inject(DeclarationIntake) private readonly intake: DeclarationIntake,
    @Inject(DeclarationAnswers) private readonly answers: DeclarationAnswers,
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: ProjectionRunner,
  ) {}

  /** Takes in one JW323 and decides every line; the same message twice gives the same answer. */
  @Post('declarations')
  @HttpCode(200)
  async take(@Body() body: unknown): Promise<DeclarationTaken> {
    if (!Buffer.isBuffer(body) || body.length === 0) {
      throw invalid('send the JW323 as application/xml', [{ place: 'body', text: 'is empty or of another type' }]);
    }
    const taken = await this.intake.take(body);
    if (taken.status !== 'refused') return taken;
    throw invalid(
      `the declaration cannot be read; it is kept as message ${taken.message}: repair it and send it again`,
      taken.faults,
    );
  }

  /** Declarations of a region, newest period first. */
  @Get('regions/:region/declarations')
  async list(@Param('region') region: string) {
    await this.projections.catchUp(financeProjection, region);
    const declarations = await this.source.getRepository(declarationRow).find({
      where: { region },
      order: { period: 'DESC', provider: 'ASC', number: 'ASC' },
    });
    return {
      declarations: declarations.map(({ submittedCents, approvedCents, ...one }) => ({
        ...one,
        submittedCents: Number(submittedCents),
        approvedCents: approvedCents === null ? null : Number(approvedCents),
      })),
    };
  }

  /** The answer (JW325) as XML. */
  @Get('regions/:region/declarations/:id/answer')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  async answer(@Param('region') region: string, @Param('id') id: string): Promise<string> {
    const answer = await this.answers.answer(region, id);
    if (answer === null) throw notFound('there is no decided declaration under this id in this region');
    return answer;
  }
}
