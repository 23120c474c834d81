import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Watch } from '@regieboek/journal/segments';
import { logger } from '@regieboek/platform';
import type { Delivery } from '../bi/star-source.js';
import type { FigureQuestion } from '../domain/metrics/metric.js';
import { measure, metricsNamed, type Measured } from '../domain/metrics/measure.js';
import { measurePublic, mustBeNow } from '../domain/metrics/public-figures.js';
import type { Made } from '../domain/star/known.js';
import { FactsSource } from '../figures/facts-source.js';

/** Which figures of which region. */
export interface FiguresRequest {
  readonly region: string;
  /** A figure by its name; all that have the cut without one. */
  readonly name?: string;
  readonly question: FigureQuestion;
  readonly knownAt?: Delivery['knownAt'];
  /** For everybody: rounded, small cells hidden (docs/figures.md). */
  readonly isPublic: boolean;
}

/** Figures, and from what they were measured. */
export interface MeasuredFigures {
  readonly made: Made;
  readonly question: FigureQuestion;
  readonly isPublic: boolean;
  readonly figures: readonly Measured[];
}

/** Measures figures by name of a region as known then. Throws a Refusal for an unknown name, cut or region. */
export class GetFigures extends Query<MeasuredFigures> {
  constructor(
    readonly request: FiguresRequest,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetFigures. */
@QueryHandler(GetFigures)
export class GetFiguresHandler implements IQueryHandler<GetFigures> {
  constructor(@Inject(FactsSource) private readonly facts: FactsSource) {}

  async execute({ request, watch }: GetFigures): Promise<MeasuredFigures> {
    const { region, name, question, knownAt, isPublic } = request;
    if (isPublic) mustBeNow(knownAt);
    const named = metricsNamed(name, question.by);
    const readsMonths = named.some((metric) => metric.readsMonths);
    const facts = await this.facts.read({ region, readsMonths, ...(knownAt ? { knownAt } : {}) }, watch);
    const figures = (isPublic ? measurePublic : measure)(named, facts, question);
    for (const { metric, figures: values } of figures)
      if (values.some(({ failed }) => failed)) logger.warn(`figures of ${region}: ${metric.key} fails`);
    return { made: facts.made, question, isPublic, figures };
  }
}
