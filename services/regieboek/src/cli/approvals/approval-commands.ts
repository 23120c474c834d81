import { ConfirmApproval, DeclineApproval, INSTALLATION, ListApprovals, type Approval } from '@regieboek/platform';
import { withLedger } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { table, type Output } from '../output.js';
import { approvalTexts } from './texts.js';

/** Options of `approvals`. */
export interface ApprovalOptions {
  readonly region: string;
  readonly json?: boolean;
}

/** Prints that a command waits for a second person, and how that person confirms it. */
export function printAsked({ id, region, description }: Approval, output: Output): void {
  const { waits, how } = approvalTexts[output.language];
  output.line(waits(description[output.language]));
  output.line(how(id, region));
}

/** Decides requests of a region; those of the installation are about its keys, and run without an open ledger. */
interface Decisions {
  open(): Promise<Approval[]>;
  confirm(id: string): Promise<Approval>;
  decline(id: string): Promise<Approval>;
}

async function decisionsIn<Result>(
  settings: Settings,
  region: string,
  output: Output,
  work: (decisions: Decisions) => Promise<Result>,
): Promise<Result> {
  if (region === INSTALLATION) {
    const { withRotation } = await import('../upkeep/rotation-of-two.js');
    return withRotation(settings, output, ({ fourEyes }) =>
      work({
        open: () => fourEyes.open(region),
        confirm: (id) => fourEyes.confirm(region, id),
        decline: (id) => fourEyes.decline(region, id),
      }),
    );
  }
  return withLedger(settings, (regieboek) =>
    work({
      open: () => regieboek.ask(new ListApprovals(region)),
      confirm: (id) => regieboek.execute(new ConfirmApproval(region, id)),
      decline: (id) => regieboek.execute(new DeclineApproval(region, id)),
    }),
  );
}

/** `regieboek approvals list`: open requests of a region. */
export async function listApprovals(
  settings: Settings,
  { region, json }: ApprovalOptions,
  output: Output,
): Promise<void> {
  const { language } = output;
  const texts = approvalTexts[language];
  const open = await decisionsIn(settings, region, output, (decisions) => decisions.open());
  if (json) return output.json(open);
  if (open.length === 0) return output.line(texts.none);
  const rows = open.map(({ id, askedAt, askedBy, lapsesAt, description }) => [
    ...[id, askedAt.slice(0, 16), askedBy, lapsesAt.slice(0, 16), description[language]],
  ]);
  for (const line of table(texts.columns, rows, [])) output.line(line);
}

/** `regieboek approvals confirm`: confirms a request as the second person. */
export async function confirmApproval(
  settings: Settings,
  id: string,
  { region, json }: ApprovalOptions,
  output: Output,
): Promise<void> {
  // Lines of a rotation would break the JSON.
  const spoken = json ? { ...output, line: () => undefined } : output;
  const confirmed = await decisionsIn(settings, region, spoken, (decisions) => decisions.confirm(id));
  if (json) return output.json(confirmed);
  output.line(approvalTexts[output.language].confirmed(confirmed.description[output.language]));
}

/** `regieboek approvals decline`: declines a request as the second person. */
export async function declineApproval(
  settings: Settings,
  id: string,
  { region, json }: ApprovalOptions,
  output: Output,
): Promise<void> {
  const declined = await decisionsIn(settings, region, output, (decisions) => decisions.decline(id));
  if (json) return output.json(declined);
  output.line(approvalTexts[output.language].declined(declined.description[output.language]));
}
