import { Refusal } from '@regieboek/kernel';

/** A sentence in the languages of the command line. */
export interface Sentence {
  readonly en: string;
  readonly nl: string;
}

/** A backup cannot be made, trusted or restored. The message names the part or the place, and the remedy; it contains no data. */
export class BackupFault extends Refusal {
  override readonly name = 'BackupFault';
  /** The sentence for a command line in Dutch. */
  readonly inDutch: string;

  constructor({ en, nl }: Sentence, options: { readonly cause?: unknown } = {}) {
    super('backup', 'internal', en, options);
    this.inDutch = nl;
  }
}
