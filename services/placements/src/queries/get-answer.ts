import { overAllRegions } from '@regieboek/platform';
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { MessageAnswers, type FoundAnswer } from '../answer/message-answers.js';

/** The retour to a message, or why there is none. */
export class GetAnswer extends Query<FoundAnswer> {
  constructor(readonly id: string) {
    super();
  }
}

/** Handles GetAnswer. */
@QueryHandler(GetAnswer)
export class GetAnswerHandler implements IQueryHandler<GetAnswer> {
  constructor(@Inject(MessageAnswers) private readonly answers: MessageAnswers) {}

  execute({ id }: GetAnswer): Promise<FoundAnswer> {
    return overAllRegions(() => this.answers.find(id));
  }
}
