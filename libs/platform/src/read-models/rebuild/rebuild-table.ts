import { Refusal } from '@regieboek/kernel';

/** Table of started rebuilds: `made_of` holds the target and the program version of the shadow tables. */
export const REBUILD_TABLE = `
  CREATE TABLE IF NOT EXISTS platform.rebuild (
    consumer text PRIMARY KEY,
    made_of text NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
  )`;

/** A read model cannot be rebuilt now: the message gives the reason and the remedy. The live tables are unchanged. */
export class RebuildRefused extends Refusal {
  override readonly name = 'RebuildRefused';
  constructor(message: string) {
    super('rebuild-refused', 'conflict', message);
  }
}
