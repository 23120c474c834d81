import { roleNames } from '@regieboek/access';
import { ListEmergencyAccess, ReviewEmergencyAccess } from '@regieboek/contracts';
import { ReviewRights, type RightsReview } from '@regieboek/platform';
import type { Language } from '@regieboek/kernel';
import type { SheetColumn } from '@regieboek/sheets';
import { inRegion, print, type InRegion } from '../in-region.js';
import { table, type Output } from '../output.js';
import { mustHaveFolder, writeSheets } from '../sheet-file.js';
import type { Settings } from '../../process/settings.js';
import { accessTexts } from './texts.js';

/** Options of `access review`. */
export interface RightsOptions extends InRegion {
  readonly year?: number;
  readonly out?: string;
}

/** Options of `access review-emergency`. */
export interface ReviewOptions extends InRegion {
  readonly outcome: 'justified' | 'not-justified';
}

type Emergency = Pick<
  RightsReview['emergencyAccess'][number],
  'id' | 'takenBy' | 'role' | 'reason' | 'reference' | 'takenAt' | 'outcome' | 'isOverdue'
>;

const minutes = (time: string | null): string => time?.slice(0, 16) ?? '';

const rowsOf = ({ rights }: RightsReview, language: Language): string[][] =>
  rights.map((one) => [
    ...[one.subject, one.issuer, one.kind, roleNames[one.role][language]],
    ...[String(one.logIns), minutes(one.firstLogIn), minutes(one.lastLogIn)],
    ...[String(one.uses), minutes(one.firstUsed), minutes(one.lastUsed), String(one.emergencyUses)],
  ]);

function reviewText({ outcome, isOverdue }: Emergency, language: Language): string {
  const { outcomes, open, overdue } = accessTexts[language];
  if (outcome !== null) return outcomes[outcome] ?? outcome;
  return isOverdue ? overdue : open;
}

function emergencyLines(emergency: readonly Emergency[], language: Language): string[] {
  const { emergencyColumns, noEmergency, reasons } = accessTexts[language];
  if (emergency.length === 0) return [noEmergency];
  const rows = emergency.map((one) => [
    ...[one.id, one.takenBy, roleNames[one.role][language], reasons[one.reason] ?? one.reason, one.reference ?? ''],
    ...[minutes(one.takenAt), reviewText(one, language)],
  ]);
  return table(emergencyColumns, rows, []);
}

function reviewLines(review: RightsReview, language: Language): string[] {
  const texts = accessTexts[language];
  const rows = rowsOf(review, language);
  return [
    ...(rows.length > 0 ? table(texts.columns, rows, [4, 7, 10]) : [texts.none]),
    '',
    ...emergencyLines(review.emergencyAccess, language),
    texts.overdueReviews(review.overdueReviews),
  ];
}

/** `regieboek access review`: roles in use in a region, as a table, JSON, CSV or workbook. */
export async function reviewRightsCommand(settings: Settings, options: RightsOptions, output: Output): Promise<void> {
  const { region, year = null, out } = options;
  const { language } = output;
  if (out !== undefined) await mustHaveFolder(out, output);
  const review = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ReviewRights(region, year)),
  );
  if (out !== undefined) {
    const { columns: headings, sheet: name } = accessTexts[language];
    const columns = headings.map((heading): SheetColumn => ({ key: heading, heading, kind: 'text' }));
    await writeSheets(out, [{ name, columns, rows: rowsOf(review, language) }]);
  }
  print(review, options, output, reviewLines);
}

/** `regieboek access emergency`: emergency access of a region with its reviews. */
export async function emergencyCommand(settings: Settings, options: InRegion, output: Output): Promise<void> {
  const rows = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ListEmergencyAccess(options.region)),
  );
  const shown = rows.map(({ takenAt, ...rest }) => ({ ...rest, takenAt: takenAt.toISOString(), isOverdue: false }));
  print(shown, options, output, emergencyLines);
}

/** `regieboek access review-emergency`: records the review of emergency access. */
export async function reviewEmergencyCommand(
  settings: Settings,
  id: string,
  options: ReviewOptions,
  output: Output,
): Promise<void> {
  const { region, outcome } = options;
  const reviewed = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new ReviewEmergencyAccess(region, id, outcome)),
  );
  print(reviewed, options, output, (_, language) => {
    const { reviewed: text, outcomes } = accessTexts[language];
    return [text(id, outcomes[outcome] ?? outcome)];
  });
}
