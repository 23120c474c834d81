import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MessageStore, ReceivedMessage } from '@regieboek/intake';
import { MESSAGES } from '../../tokens.js';

/** Result of a received declaration message; undefined when the id is unknown. */
export class GetReceivedDeclaration extends Query<ReceivedMessage | undefined> {
  constructor(readonly id: string) {
    super();
  }
}

/** Handles GetReceivedDeclaration. */
@QueryHandler(GetReceivedDeclaration)
export class GetReceivedDeclarationHandler implements IQueryHandler<GetReceivedDeclaration> {
  constructor(@Inject(MESSAGES) private readonly messages: MessageStore) {}

  execute({ id }: GetReceivedDeclaration): Promise<ReceivedMessage | undefined> {
    return this.messages.find(id);
  }
}
