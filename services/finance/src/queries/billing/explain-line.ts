import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Language } from '@regieboek/residence';
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

/** Handles ExplainLine. */
@QueryHandler(ExplainLine)
export class ExplainLineHandler implements IQueryHandler<ExplainLine> {
  constructor(@Inject(Billing) private readonly billing: Billing) {}

  execute({ line, language, request }: ExplainLine): Promise<KnownExplanation | null> {
    return this.billing.explain(line.region, line.id, language, request);
  }
}
