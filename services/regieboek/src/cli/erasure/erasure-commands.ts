import type { ErasureGround } from '@regieboek/events';
import type { CalendarDate, Language } from '@regieboek/kernel';
import { EraseYouth, ListRetention, type RetentionReport } from '@regieboek/placements';
import { isAsked } from '@regieboek/platform';
import { withLedger } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { printAsked } from '../approvals/approval-commands.js';
import { mustKnow } from '../billing/bill-command.js';
import { table, type Output } from '../output.js';
import { erasureTexts } from './texts.js';

/** Options of `retention`. */
export interface RetentionOptions {
  readonly region: string;
  readonly on?: CalendarDate;
  /** Only those whose data may be erased. */
  readonly due?: boolean;
  readonly json?: boolean;
}

/** Options of `erase`. */
export interface EraseOptions {
  readonly region: string;
  readonly youth: string;
  readonly ground: ErasureGround;
  readonly json?: boolean;
}

/** Lines for people about the retention of a region. */
function retentionLines({ on, youths, erased }: RetentionReport, all: number, language: Language): string[] {
  const texts = erasureTexts[language];
  const due = youths.filter(({ reasons }) => reasons.length === 0).length;
  const rows = youths.map(({ youth, lastCare, reasons }) => [
    youth,
    lastCare ?? '',
    reasons.map(({ code, until }) => texts.until(texts.reasons[code] ?? code, until)).join(', ') || texts.mayBeErased,
  ]);
  const gone = erased.map(({ youth, erasedOn, ground }) => [youth, erasedOn, texts.grounds[ground] ?? ground]);
  return [
    ...(rows.length > 0 ? table(texts.columns, rows, []) : []),
    texts.count(due, all, on),
    ...(gone.length > 0 ? [texts.erasedBefore, ...table(texts.erasedColumns, gone, [])] : []),
  ];
}

/** `regieboek retention`: which data may be erased and when, and what was erased. */
export async function retentionCommand(settings: Settings, options: RetentionOptions, output: Output): Promise<void> {
  const { region, on, due, json } = options;
  const report = await withLedger(settings, async (regieboek) => {
    await mustKnow(regieboek, region, output.language);
    return regieboek.ask(new ListRetention(region, on));
  });
  const youths = due ? report.youths.filter(({ reasons }) => reasons.length === 0) : report.youths;
  const shown = { ...report, youths };
  if (json) output.json(shown);
  else for (const line of retentionLines(shown, report.youths.length, output.language)) output.line(line);
}

/** `regieboek erase`: erases identity, messages and answers of a youth for good. */
export async function eraseCommand(settings: Settings, options: EraseOptions, output: Output): Promise<void> {
  const { region, youth, ground, json } = options;
  const erased = await withLedger(settings, async (regieboek) => {
    await mustKnow(regieboek, region, output.language);
    return regieboek.execute(new EraseYouth({ region, youth }, ground));
  });
  if (isAsked(erased)) return json ? output.json(erased) : printAsked(erased.approval, output);
  if (json) output.json({ youth, ground });
  else output.line(erasureTexts[output.language].erased(youth));
}
