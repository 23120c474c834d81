import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Watch } from '@regieboek/journal/segments';
import type { Delivery } from '../bi/star-source.js';
import type { Forecast } from '../domain/forecast/forecast.js';
import { forecastOf, type PlacesQuestion } from '../domain/forecast/region-forecast.js';
import type { Made } from '../domain/star/known.js';
import { FactsSource } from '../figures/facts-source.js';

/** Region and question of a forecast. */
export interface ForecastQuestion {
  readonly region: string;
  readonly question: PlacesQuestion;
  readonly knownAt?: Delivery['knownAt'];
}

/** A forecast, and from what it was made. */
export interface MadeForecast {
  readonly made: Made;
  readonly question: PlacesQuestion;
  readonly forecast: Forecast;
}

/** Forecasts the occupied places of a region. Throws a Refusal for an unknown region and as `forecastOf` does. */
export class GetForecast extends Query<MadeForecast> {
  constructor(
    readonly request: ForecastQuestion,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetForecast. */
@QueryHandler(GetForecast)
export class GetForecastHandler implements IQueryHandler<GetForecast> {
  constructor(@Inject(FactsSource) private readonly facts: FactsSource) {}

  async execute({ request, watch }: GetForecast): Promise<MadeForecast> {
    const { region, question, knownAt } = request;
    const facts = await this.facts.read({ region, readsMonths: false, ...(knownAt ? { knownAt } : {}) }, watch);
    return { made: facts.made, question, forecast: forecastOf(facts, question) };
  }
}
