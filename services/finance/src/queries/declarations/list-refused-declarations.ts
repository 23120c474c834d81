import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MessageStore, ReceivedMessage } from '@regieboek/intake';
import { MESSAGES } from '../../tokens.js';

/** Declarations of a region that were refused as a whole without an answer, oldest first, at most `max`. */
export class ListRefusedDeclarations extends Query<ReceivedMessage[]> {
  constructor(
    readonly region: string,
    readonly max: number,
  ) {
    super();
  }
}

/** Handles ListRefusedDeclarations. */
@QueryHandler(ListRefusedDeclarations)
export class ListRefusedDeclarationsHandler implements IQueryHandler<ListRefusedDeclarations> {
  constructor(@Inject(MESSAGES) private readonly messages: MessageStore) {}

  async execute({ region, max }: ListRefusedDeclarations): Promise<ReceivedMessage[]> {
    const all = await this.messages.list('refused');
    return all.filter((one) => one.region === region).slice(0, max);
  }
}
