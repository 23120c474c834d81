import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Watch } from '@regieboek/journal/segments';
import type { Delivery } from '../bi/star-source.js';
import { lateBillingOf, type LateBilling, type LateBillingQuestion } from '../domain/late-billing/late-billing.js';
import type { Made } from '../domain/star/known.js';
import { FactsSource } from '../figures/facts-source.js';

/** Whose declarations of which region. */
export interface LateBillingRequest {
  readonly region: string;
  readonly question: LateBillingQuestion;
  readonly knownAt?: Delivery['knownAt'];
}

/** Amounts still to be declared, and the position they were made from. */
export interface MadeLateBilling {
  readonly made: Made;
  readonly question: LateBillingQuestion;
  readonly lateBilling: LateBilling;
}

/** Estimates what is still to be declared. Throws a Refusal for an unknown region and as `lateBillingOf` does. */
export class GetLateBilling extends Query<MadeLateBilling> {
  constructor(
    readonly request: LateBillingRequest,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetLateBilling. */
@QueryHandler(GetLateBilling)
export class GetLateBillingHandler implements IQueryHandler<GetLateBilling> {
  constructor(@Inject(FactsSource) private readonly facts: FactsSource) {}

  async execute({ request, watch }: GetLateBilling): Promise<MadeLateBilling> {
    const { region, question, knownAt } = request;
    const facts = await this.facts.read({ region, readsMonths: true, ...(knownAt ? { knownAt } : {}) }, watch);
    return { made: facts.made, question, lateBilling: lateBillingOf(facts, question) };
  }
}
