import { z } from 'zod';
import { fields, openReason, standingDecisionTaken } from '@regieboek/events';
import type { ApprovalAsked, FourEyes, UseCaseOfTwo } from '@regieboek/platform';
import type { StandingDecisionOnRecord } from '../domain/standing/standing-decision.js';
import type { StandingDecisions, StandingRequest } from './standing-decisions.js';

const { youth, from, to, reason } = standingDecisionTaken.schema.shape;
const content = z.object({ region: fields.region, youth, waives: openReason, from, to, reason, by: fields.actor });

type Content = z.output<typeof content>;

/** Takes standing decisions; where four eyes are required, two people decide on them, as on a seal with waivers. */
export class StandingOfTwo {
  private readonly useCase: UseCaseOfTwo<Content, StandingDecisionOnRecord>;

  constructor(
    private readonly decisions: StandingDecisions,
    private readonly fourEyes: FourEyes,
  ) {
    this.useCase = {
      ...{ action: 'decide-standing', content },
      describe: (one) => ({
        nl: `doorlopende afwijking van ${one.from} tot en met ${one.to}: ${one.waives} van jeugdige ${one.youth}`,
        en: `Standing decision from ${one.from} to ${one.to}: ${one.waives} of youth ${one.youth}`,
      }),
      run: ({ region, ...request }, byTwo) => decisions.take(region, request, byTwo),
    };
    fourEyes.register(this.useCase);
  }

  /** Takes a standing decision, or asks a second person to confirm it. Throws a Refusal. */
  take(region: string, request: StandingRequest): Promise<StandingDecisionOnRecord | ApprovalAsked> {
    if (!this.fourEyes.isOn) return this.decisions.take(region, request);
    return this.fourEyes.ask(this.useCase, region, { region, ...request });
  }
}
