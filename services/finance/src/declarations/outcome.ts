import { answerIdentification, type DeclarationDecision } from '@regieboek/ijw';
import type { DecidedLine, DeclarationOutcome } from '@regieboek/events';
import type { CalendarDate } from '@regieboek/kernel';

/** Result of a declaration, as recorded in the log. */
export function outcomeOf(
  decision: DeclarationDecision,
  lines: readonly DecidedLine[],
  { message, today }: { message: string; today: CalendarDate },
): DeclarationOutcome {
  const approved = lines.filter(({ codes }) => codes.length === 0);
  return {
    headerCodes: [...decision.header],
    declarationCodes: [...decision.declaration],
    clientCodes: Object.fromEntries([...decision.clients].map(([client, codes]) => [String(client), [...codes]])),
    approvedCents: decision.grantedCents,
    approvedLines: approved.length,
    rejectedLines: lines.length - approved.length,
    answerId: answerIdentification('A', message),
    answerDate: today,
  };
}
