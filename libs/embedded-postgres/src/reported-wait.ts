import { languageOf, type Sentence } from '@regieboek/kernel';

/** Reports what the process is waiting for. */
export type Say = (text: Sentence) => void;

/** Reports on the terminal, in its language. */
export const onTerminal: Say = (text) => console.error(text[languageOf(process.env)]);

/** A longer wait is reported. */
export const REPORTED_AFTER_MS = 1_500;

/** A start that takes longer is reported. */
export const START_REPORTED_AFTER_MS = 5_000;

/** Waits for work that has a time limit of its own, and reports what it waits for when that takes long. */
export async function whileReported<Result>(
  text: Sentence,
  work: Promise<Result>,
  { afterMs = REPORTED_AFTER_MS, say = onTerminal }: { readonly afterMs?: number; readonly say?: Say } = {},
): Promise<Result> {
  const timer = setTimeout(() => say(text), afterMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
