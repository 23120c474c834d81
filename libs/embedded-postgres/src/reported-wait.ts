/** Reports on the terminal what the process is waiting for. */
export type Say = (text: string) => void;
export const onTerminal: Say = (text) => console.error(text);

/** A longer wait is reported. */
export const REPORTED_AFTER_MS = 1_500;

/** A start that takes longer is reported. */
export const START_REPORTED_AFTER_MS = 5_000;

/** Waits for work that has a time limit of its own, and says what it waits for when that takes long. */
export async function whileReported<Result>(
  text: string,
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
