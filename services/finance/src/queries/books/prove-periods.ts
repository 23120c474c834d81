import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { type Proof, type ProofOptions, SealProofs } from '../../proof/index.js';
import type { Watch } from '../../runs/index.js';

/** Proof of the sealed periods of a region, from the log alone. */
export class ProvePeriods extends Query<Proof> {
  constructor(
    readonly region: string,
    readonly request: ProofOptions,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles ProvePeriods. */
@QueryHandler(ProvePeriods)
export class ProvePeriodsHandler implements IQueryHandler<ProvePeriods> {
  constructor(@Inject(SealProofs) private readonly proving: SealProofs) {}

  execute({ region, request, watch }: ProvePeriods): Promise<Proof> {
    return this.proving.proof(region, request, watch);
  }
}
