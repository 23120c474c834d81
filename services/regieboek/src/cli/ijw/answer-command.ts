import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { types } from 'node:util';
import { holdsBsn, type CalendarDate, type Language } from '@regieboek/kernel';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import { CommandRefused, warnOfOthers, type Output } from '../output.js';
import { answerTo, type Answer } from './answer-to.js';
import { findingLines, verdict } from './findings.js';
import type { NamedFile, NamedFiles } from './named-files.js';
import { ijwTexts } from './texts.js';

/** Options of `ijw answer`. */
export interface AnswerOptions {
  readonly today: CalendarDate;
  /** Folder for one answer per file; without it the answer to one file goes to standard output. */
  readonly out?: string;
}

const inFileName = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '_');

/** File name of an answer: its type, its receiver and the message it answers. Contains nothing about a child. */
const fileNameOf = ({ type, sender, answered, identification }: Answer): string =>
  `${type.toLowerCase()}-${sender}-${holdsBsn(answered) ? '' : `${inFileName(answered)}-`}${identification}.xml`;

/** Text of a file; undefined when it does not exist. */
async function existing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

type Written = 'written' | 'alreadyThere' | 'otherContent';

/** Writes a file whole or not at all, and never over other content. */
async function writeOnce(path: string, text: string): Promise<Written> {
  const before = await existing(path);
  if (before !== undefined) return before === text ? 'alreadyThere' : 'otherContent';
  await writePrivate(path, text);
  return 'written';
}

/** Result of one file: whether it has the answers that it requires, and the lines to print. */
async function answerIntoFolder(
  file: NamedFile,
  bytes: Uint8Array,
  { today, out, language }: { readonly today: CalendarDate; readonly out: string; readonly language: Language },
): Promise<{ readonly isAnswered: boolean; readonly lines: readonly string[] }> {
  const texts = ijwTexts[language];
  const answered = answerTo(bytes, today, language);
  const said = verdict(file.name, answered.report, language);
  const findings = findingLines(answered.report.findings, language);
  if (!answered.answer) {
    const outcome = answered.isOwed ? texts.notAnswered : texts.needsNoAnswer;
    return { isAnswered: !answered.isOwed, lines: [`${said}: ${outcome}: ${answered.why}`, ...findings] };
  }
  const path = join(out, fileNameOf(answered.answer));
  const written = await writeOnce(path, answered.answer.xml);
  if (written === 'otherContent')
    return { isAnswered: false, lines: [`${said}: ${texts.notAnswered}: ${texts.otherContent(path)}`] };
  return { isAnswered: true, lines: [`${said}: ${answered.note}: ${path} ${texts[written]}`, ...findings] };
}

async function answerAll(
  files: NamedFiles,
  options: { readonly today: CalendarDate; readonly out: string },
  output: Output,
): Promise<void> {
  const { language } = output;
  const texts = ijwTexts[language];
  let [seen, unanswered] = [0, 0];
  await privateFolder(options.out);
  await warnOfOthers(options.out, output);
  for await (const file of files) {
    output.progress(texts.answering(file.name));
    const bytes = await files.attempt(() => file.read());
    const result = bytes && (await answerIntoFolder(file, bytes, { ...options, language }));
    output.progressDone();
    if (!result) continue;
    const { isAnswered, lines } = result;
    seen += 1;
    if (!isAnswered) unanswered += 1;
    for (const line of lines) output.line(line);
  }
  files.refuseWhenAmiss(unanswered > 0 ? texts.unanswered(unanswered, seen) : '');
}

async function answerOne(file: NamedFile, files: NamedFiles, today: CalendarDate, output: Output): Promise<void> {
  const bytes = await files.attempt(() => file.read());
  if (!bytes) return files.refuseWhenAmiss();
  const { language } = output;
  const answered = answerTo(bytes, today, language);
  const said = verdict(file.name, answered.report, language);
  const findings = findingLines(answered.report.findings, language);
  if (!answered.answer)
    throw new CommandRefused([`${said}: ${ijwTexts[language].notAnswered}: ${answered.why}`, ...findings].join('\n'));
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
