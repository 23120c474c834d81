import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { types } from 'node:util';
import type { CalendarDate } from '@regieboek/kernel';
import { CommandRefused, type Output } from '../output.js';
import { answerTo, type Answer, type Answered } from './answer-to.js';
import { findingLines, verdict } from './findings.js';
import type { NamedFile, NamedFiles } from './named-files.js';

/** Options of `ijw answer`. */
export interface AnswerOptions {
  readonly today: CalendarDate;
  /** Folder for one answer per file; without it the answer to one file goes to standard output. */
  readonly out?: string;
}

const HASH_DIGITS = 15;
const IDENTIFICATION_LENGTH = 12;

/**
 * Identification of an answer, from the bytes of the message it answers: the same file always gets the same one, another
 * file another one (TR056). Twelve of the 32 characters 0-9 and A-V: 60 bits of SHA-256.
 */
export function identificationFor(file: Uint8Array): string {
  const hash = createHash('sha256').update(file).digest('hex').slice(0, HASH_DIGITS);
  return BigInt(`0x${hash}`).toString(32).toUpperCase().padStart(IDENTIFICATION_LENGTH, '0');
}

const answerOf = (bytes: Uint8Array, dagtekening: CalendarDate): Answered =>
  answerTo(bytes, { identificatie: identificationFor(bytes), dagtekening });

const inFileName = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '_');

/** Name of the file of an answer: what it is, whom it answers, and on which message. Holds nothing about a child. */
const fileNameOf = ({ type, sender, answered }: Answer, identification: string): string =>
  `${type.toLowerCase()}-${sender}-${inFileName(answered)}-${identification}.xml`;

/** The text of a file; undefined when there is no such file. */
async function existing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

type Written = 'written' | 'there already' | 'other content';

/** Writes a file whole or not at all, and never over other content. */
async function writeOnce(path: string, text: string): Promise<Written> {
  const before = await existing(path);
  if (before !== undefined) return before === text ? 'there already' : 'other content';
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
  return 'written';
}

/** What became of one file: whether it is answered as far as it needs to be, and the lines that say so. */
async function answerIntoFolder(
  file: NamedFile,
  bytes: Uint8Array,
  { today, out }: { readonly today: CalendarDate; readonly out: string },
): Promise<{ readonly isAnswered: boolean; readonly lines: readonly string[] }> {
  const answered = answerOf(bytes, today);
  const said = verdict(file.name, answered.report);
  const findings = findingLines(answered.report.findings);
  if (!answered.answer) {
    const outcome = answered.isOwed ? 'not answered' : 'needs no answer';
    return { isAnswered: !answered.isOwed, lines: [`${said}: ${outcome}: ${answered.why}`, ...findings] };
  }
  const path = join(out, fileNameOf(answered.answer, identificationFor(bytes)));
  const written = await writeOnce(path, answered.answer.xml);
  if (written === 'other content')
    return {
      isAnswered: false,
      lines: [`${said}: not answered: ${path} is there with other content: remove it or name another folder`],
    };
  return { isAnswered: true, lines: [`${said}: ${answered.note}: ${path} ${written}`, ...findings] };
}

async function answerAll(
  files: NamedFiles,
  options: { readonly today: CalendarDate; readonly out: string },
  output: Output,
): Promise<void> {
  let [seen, unanswered] = [0, 0];
  await mkdir(options.out, { recursive: true });
  for await (const file of files) {
    output.progress(`answering ${file.name}`);
    const bytes = await files.attempt(() => file.read());
    const result = bytes && (await answerIntoFolder(file, bytes, options));
    output.progressDone();
    if (!result) continue;
    const { isAnswered, lines } = result;
    seen += 1;
    if (!isAnswered) unanswered += 1;
    for (const line of lines) output.line(line);
  }
  files.refuseWhenAmiss(unanswered > 0 ? `${unanswered} of ${seen} files have no answer` : '');
}

async function answerOne(file: NamedFile, files: NamedFiles, today: CalendarDate, output: Output): Promise<void> {
  const bytes = await files.attempt(() => file.read());
  if (!bytes) return files.refuseWhenAmiss();
  const answered = answerOf(bytes, today);
  const said = verdict(file.name, answered.report);
  const findings = findingLines(answered.report.findings);
  if (!answered.answer) throw new CommandRefused([`${said}: not answered: ${answered.why}`, ...findings].join('\n'));
  // Standard output holds the message and nothing else, so that it can be piped.
  output.error([`${said}: ${answered.note}`, ...findings].join('\n'));
  await output.text(answered.answer.xml);
}

/** The only file there is; undefined when there are more. */
async function onlyFile(files: NamedFiles): Promise<NamedFile | 'none' | 'several'> {
  let only: NamedFile | undefined;
  for await (const file of files) {
    if (only) return 'several';
    only = file;
  }
  return only ?? 'none';
}

/**
 * `regieboek ijw answer`: the answers that follow from the messages alone, to a folder, or of one file to standard
 * output. Refused when a file has no answer. Gives false when several files are to be answered and no folder is named.
 */
export async function answerCommand(
  files: NamedFiles,
  { today, out }: AnswerOptions,
  output: Output,
): Promise<boolean> {
  if (out !== undefined) await answerAll(files, { today, out }, output);
  else {
    const only = await onlyFile(files);
    if (only === 'several') return false;
    if (only === 'none') files.refuseWhenAmiss();
    else await answerOne(only, files, today, output);
  }
  return true;
}
