/** Forecast of the occupied places of a region, a provider or a form of stay. */
import { fromDay, OPEN, Refusal, toDay, type CalendarDate, type Day } from '@regieboek/kernel';
import type { RegionFacts } from '../metrics/region-facts.js';
import { staysOf } from '../metrics/stays.js';
import { forecast, type Forecast } from './forecast.js';
import type { ScenarioKey } from './scenario.js';

/** Question of a forecast of a region. */
export interface PlacesQuestion {
  /** Day whose night is the first of the forecast. */
  readonly from: CalendarDate;
  readonly horizonDays: number;
  /** A named scenario; without one a forecast, which goes no further than six months. */
  readonly scenario?: ScenarioKey;
  /** Only stays at this provider (AGB code). */
  readonly provider?: string;
  /** Only stays of this form. */
  readonly form?: string;
}

/** Longest forecast: six months. Beyond it only scenarios say something, because inflow changes. */
export const FORECAST_DAYS_MAX = 184;

/** Longest scenario: two years. */
export const SCENARIO_DAYS_MAX = 730;

/** Least history: two years, so that long stays have been seen to end. */
const HISTORY_DAYS_MIN = 730;

const tooFar = (): Refusal =>
  new Refusal('forecast-too-far', 'invalid', {
    en: `a forecast goes up to ${FORECAST_DAYS_MAX} nights, because inflow changes: choose fewer nights, or name a scenario`,
    nl: `een prognose gaat tot ${FORECAST_DAYS_MAX} nachten, want de instroom verandert: kies minder nachten of noem een scenario`,
  });

const notSeenYet = (seen: Day): Refusal =>
  new Refusal('forecast-not-seen', 'invalid', {
    en: `days are known up to ${fromDay(seen)}: choose a first day up to ${fromDay(seen + 1)}`,
    nl: `dagen zijn bekend tot en met ${fromDay(seen)}: kies een eerste dag tot en met ${fromDay(seen + 1)}`,
  });

const tooShort = (known: Day | undefined, from: Day): Refusal => {
  const months = known === undefined ? 0 : Math.max(Math.floor(((from - known) * 12) / 365), 0);
  return new Refusal('history-too-short', 'conflict', {
    en: `a forecast needs 24 months in which stays ended; before ${fromDay(from)} there are ${months}: choose a later first day, or import older messages`,
    nl: `een prognose vraagt 24 maanden waarin verblijven eindigden; voor ${fromDay(from)} zijn het er ${months}: kies een latere eerste dag of lees oudere berichten in`,
  });
};

/** First day on which a stay ended: from then on ends are known, also of stays that began earlier. */
function firstEndOf({ stays }: RegionFacts): Day | undefined {
  const first = stays.reduce((least, { to }) => Math.min(least, to), OPEN);
  return first === OPEN ? undefined : first;
}

/** Stays of the question; a stay is time without a gap at the provider and in the form that are asked for, otherwise anywhere. */
const staysFor = ({ youths, seen }: RegionFacts, { provider, form }: PlacesQuestion) =>
  staysOf(
    youths.map((youth) => ({
      ...youth,
      parts: youth.parts.filter(
        (part) => (provider === undefined || part.provider === provider) && (form === undefined || part.form === form),
      ),
    })),
    { gapToleranceDays: 0, seen },
  );

/**
 * Forecasts the occupied places. Throws a Refusal when the first day is not known yet (invalid), when the horizon needs a
 * scenario (invalid) or when stays have ended for less than 24 months (conflict).
 */
export function forecastOf(facts: RegionFacts, question: PlacesQuestion): Forecast {
  const { horizonDays, scenario } = question;
  const from = toDay(question.from);
  if (scenario === undefined && horizonDays > FORECAST_DAYS_MAX) throw tooFar();
  if (from > facts.seen + 1) throw notSeenYet(facts.seen);
  const known = firstEndOf(facts);
  if (known === undefined || from - known < HISTORY_DAYS_MIN) throw tooShort(known, from);
  return forecast({ stays: staysFor(facts, question), known, from, horizonDays, scenario: scenario ?? 'as-now' });
}
