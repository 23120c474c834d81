import { z } from 'zod';
import { fields, waiver } from '@regieboek/events';
import { formatEuro } from '@regieboek/kernel';
import type { ApprovalAsked, FourEyes, UseCaseOfTwo } from '@regieboek/platform';
import type { InMonth } from '../runs/runs.js';
import type { Watch } from '../runs/watch.js';
import type { Closing, PeriodState, SealRequest } from './closing.js';

/** A seal with waivers as requested: it is recorded only while the month has the same result. */
const content = z.object({
  region: fields.region,
  period: fields.month,
  by: fields.actor,
  waivers: z.array(waiver),
  digest: z.string(),
  billedCents: z.int(),
});

type Content = z.output<typeof content>;

/** Seals periods; where four eyes are required, two people decide on a seal with waivers. */
export class SealsOfTwo {
  private readonly useCase: UseCaseOfTwo<Content, PeriodState>;

  constructor(
    private readonly closing: Closing,
    private readonly fourEyes: FourEyes,
  ) {
    this.useCase = {
      ...{ action: 'seal-periods', content },
      describe: ({ period, waivers, billedCents }) => ({
        nl: `${period} afsluiten met ${waivers.length} afwijkingen, doorbelast ${formatEuro(billedCents)}`,
        en: `Seal ${period} with ${waivers.length} waivers, billed ${formatEuro(billedCents)}`,
      }),
      run: ({ region, period, by, waivers, digest }, byTwo) =>
        closing.seal({ region, period }, { by, waivers, digest, fourEyes: byTwo }),
    };
    fourEyes.register(this.useCase);
  }

  /** Seals a period, or asks a second person to confirm its waivers. Throws PeriodRefused and WrongRevision. */
  async seal(month: InMonth, request: SealRequest, watch: Watch = {}): Promise<PeriodState | ApprovalAsked> {
    if (!this.fourEyes.isOn || request.waivers.length === 0) return this.closing.seal(month, request, watch);
    const { by, waivers } = request;
    const seal = await this.closing.preview(month, request, watch);
    if (!seal) return this.closing.period(month);
    const { digest, billedCents } = seal;
    const { region, period } = month;
    return this.fourEyes.ask(this.useCase, region, {
      ...{ region, period, by, waivers: [...waivers], digest, billedCents },
    });
  }
}
