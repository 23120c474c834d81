import { Refusal, type Sentence } from '@regieboek/kernel';

/** The database or its folder cannot be used. The message says which one and what to do; it contains no data. */
export class DatabaseFault extends Refusal {
  override readonly name = 'DatabaseFault';
  constructor(message: string | Sentence, options: { readonly cause?: unknown } = {}) {
    super('database', 'internal', message, options);
  }
}
