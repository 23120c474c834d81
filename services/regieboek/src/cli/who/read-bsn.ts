import { passesElevenTest, type Language } from '@regieboek/kernel';
import type { Input } from '../input.js';
import { CommandRefused, type Output } from '../output.js';
import { whoTexts } from './texts.js';

/** Longest input that can be a BSN with blanks around it. */
const LENGTH_MAX = 64;

/** A BSN from standard input, typed or piped: as an option it would be in the history of the shell. Throws CommandRefused. */
export async function readBsn(input: Input, output: Output): Promise<string> {
  const { language } = output;
  if (input.isTTY) output.error(whoTexts[language].ask.trim());
  let text = '';
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    if (text.includes('\n') || text.length > LENGTH_MAX) break;
  }
  return bsnIn(text.trim(), language);
}

function bsnIn(text: string, language: Language): string {
  if (/^\d{9}$/.test(text) && passesElevenTest(text)) return text;
  throw new CommandRefused(whoTexts[language].notBsn);
}
