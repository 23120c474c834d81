import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DeclarationAnswers } from '../../declarations/index.js';

/** The answer (JW325) of a decided declaration; null while it is not decided. */
export class GetDeclarationAnswer extends Query<string | null> {
  constructor(
    readonly region: string,
    readonly id: string,
  ) {
    super();
  }
}

/** Handles GetDeclarationAnswer. */
@QueryHandler(GetDeclarationAnswer)
export class GetDeclarationAnswerHandler implements IQueryHandler<GetDeclarationAnswer> {
  constructor(@Inject(DeclarationAnswers) private readonly answers: DeclarationAnswers) {}

  execute({ region, id }: GetDeclarationAnswer): Promise<string | null> {
    return this.answers.answer(region, id);
  }
}
