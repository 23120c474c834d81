import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Language } from '@regieboek/kernel';
import { always, type Involvement } from '@regieboek/access';
import { mustBeAllowed, SecretAddresses, seeRows } from '@regieboek/platform';
import type { BilledLine } from '../../domain/runs/billing-run.js';
import type { RunQuery } from '../../books/index.js';
import type { Watch } from '../../runs/index.js';
import { Billing, type KnownExplanation } from '../../billing/index.js';

/** A billed line of a region. */
export interface LineId {
  readonly region: string;
  readonly id: string;
}

/** Why a municipality pays an amount, in sentences; null when no billed line has this id. */
export class ExplainLine extends Query<KnownExplanation | null> {
  constructor(
    readonly line: LineId,
    readonly language: Language,
    readonly request: RunQuery & Watch = {},
  ) {
    super();
  }
}

/** Municipalities that bear or pay a line. */
const partiesOf = (line: KnownExplanation['line']): readonly Involvement[] =>
  line.kind === 'line' ? always(line.municipality, line.municipalityOfDays, line.payer) : always(line.municipality);

/** Handles ExplainLine. */
@QueryHandler(ExplainLine)
export class ExplainLineHandler implements IQueryHandler<ExplainLine> {
  constructor(
    @Inject(Billing) private readonly billing: Billing,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  /** Throws NotAllowed when the line is of municipalities that the caller may not see. */
  async execute({ line, language, request }: ExplainLine): Promise<KnownExplanation | null> {
    const { region } = line;
    const explained = await this.billing.explain(region, line.id, language, request);
    if (explained) mustBeAllowed('explain-lines', { region, municipalities: partiesOf(explained.line) });
    if (explained?.line.kind === 'line') await this.mustBeShown(region, explained.line);
    return explained;
  }

  /** Throws NotAllowed when the line is about a youth whose address is secret for the caller. */
  private async mustBeShown(region: string, line: BilledLine): Promise<void> {
    if ((await this.addresses.hidden(region)).has(line.youth)) mustBeAllowed('see-secret-addresses', { region });
    seeRows(region, [line]);
  }
}
