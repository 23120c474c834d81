import type { ActionName } from '@regieboek/access';
import type { z } from 'zod';

/** A sentence in both languages. */
export interface Described {
  readonly nl: string;
  readonly en: string;
}

/** Codes of the two actors that decided, as events name them. */
export interface ByTwo {
  readonly asked: string;
  readonly confirmed: string;
}

/** A use case that two people decide on (vier ogen): one requests it, and it runs when another confirms. */
export interface UseCaseOfTwo<Content, Result> {
  /** Action that both need, which is also its name: a process has one use case for each. */
  readonly action: ActionName;
  /** Schema of the content, which is kept sealed as JSON until the second person decides. */
  readonly content: z.ZodType<Content>;
  /** Describes the content for the second person, without personal data other than a pseudonym. */
  describe(content: Content): Described;
  /** Carries it out. May run again after an interruption, and then changes nothing. */
  run(content: Content, by: ByTwo): Promise<Result>;
}
