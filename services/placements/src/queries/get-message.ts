import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MessageStore, ReceivedMessage } from '@regieboek/intake';
import { MESSAGES } from '../tokens.js';

/** Result of a received message or file; undefined when none has this id. */
export class GetMessage extends Query<ReceivedMessage | undefined> {
  constructor(readonly id: string) {
    super();
  }
}

/** Handles GetMessage. */
@QueryHandler(GetMessage)
export class GetMessageHandler implements IQueryHandler<GetMessage> {
  constructor(@Inject(MESSAGES) private readonly messages: MessageStore) {}

  execute({ id }: GetMessage): Promise<ReceivedMessage | undefined> {
    return this.messages.find(id);
  }
}
