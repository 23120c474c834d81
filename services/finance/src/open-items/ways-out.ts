import type { Sentence } from '@regieboek/kernel';
import type { OpenWork } from './open-work.js';
import { wayTexts } from './texts.js';

/** A way to settle an open item: a command, if there is one, and what it does. */
export interface WayOut {
  readonly command: string | null;
  readonly does: Sentence;
}

/** Reasons that a message of the provider settles; facts or decisions settle the others. */
const byMessage: Readonly<Record<string, 'start' | 'stop'>> = { 'start-unknown': 'start', 'outside-care': 'stop' };

/** Quotes a word for a shell: references may contain anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function factWays(region: string, youth: string): WayOut[] {
  const record = (kind: string): string =>
    `regieboek fact --region ${region} --youth ${youth} --fact '{ "id": "<id>", "kind": "${kind}", ... }'`;
  return [
    { command: record('registration'), does: wayTexts.fact },
    { command: record('decision'), does: wayTexts.decision },
  ];
}

/** Ways to settle an open item of a region, the lasting ones first. */
export function waysOut(region: string, { kind, item, period, youth, reasons, standing }: OpenWork): WayOut[] {
  if (kind === 'declaration') return [{ command: null, does: wayTexts.continue }];
  if (standing.length > 0) return [];
  const messages = [...new Set(reasons.flatMap((reason) => byMessage[reason] ?? []))];
  const month = `--region ${region} --period ${period}`;
  const isByFact = youth !== null && reasons.some((reason) => byMessage[reason] === undefined);
  const perReason = youth === null ? [] : reasons;
  return [
    ...messages.map((way) => ({ command: null, does: wayTexts[way] })),
    ...(isByFact ? factWays(region, youth) : []),
    ...perReason.map((reason) => ({
      command: `regieboek standing take --region ${region} --youth ${youth ?? ''} --waives ${reason} --period ${period} --reason <text> --by <who>`,
      does: wayTexts.standing,
    })),
    { command: `regieboek seal ${month} --by <who> --waive ${quoted(`${item}=<reason>`)}`, does: wayTexts.once },
  ];
}
