import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { invalid, notFound, type MessageStore } from '@regieboek/platform';
import { FactsIntake } from '../import/facts-intake.js';
import { MessageIntake, type TakenIn } from '../import/message-intake.js';
import { MESSAGES } from '../tokens.js';

function bytesOf(body: unknown, type: string): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw invalid(`send the content as ${type}`, [{ place: 'body', text: 'is empty or of another type' }]);
}

function answer(taken: TakenIn): Exclude<TakenIn, { status: 'refused' }> {
  if (taken.status !== 'refused') return taken;
  throw invalid(
    `nothing was recorded; what was received is kept as message ${taken.message}: repair it and send it again`,
    taken.faults,
  );
}

/** Messages (JW301, JW305, JW307) and residence facts files, as received. */
@Controller()
export class MessagesController {
  constructor(
    @Inject(MessageIntake) private readonly messages: MessageIntake,
    @Inject(FactsIntake) private readonly facts: FactsIntake,
    @Inject(MESSAGES) private readonly store: MessageStore,
  ) {}

  /** Takes in one JW301, JW305 or JW307; the same message twice changes nothing. */
  @Post('messages')
  @HttpCode(200)
  async message(@Body() body: unknown) {
    return answer(await this.messages.take(bytesOf(body, 'application/xml')));
  }

  /** Takes in a residence facts file: all rows or none; the same file twice changes nothing. */
  @Post('residence-facts-files')
  @HttpCode(200)
  async factsFile(@Body() body: unknown) {
    return answer(await this.facts.take(bytesOf(body, 'text/csv')));
  }

  /** What became of a received message or file. */
  @Get('messages/:id')
  async status(@Param('id') id: string) {
    const message = await this.store.find(id);
    if (!message) throw notFound('no message with this id was received');
    return message;
  }
}
