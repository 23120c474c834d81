import { bilingual, words } from '../language/language.js';

/** Help of the command for forecasts. */
export const forecastHelp = bilingual({
  en: {
    forecast: 'forecast of occupied places per night with bands, or a named scenario',
    from: 'first night of the forecast: at most the day after the last one known',
    horizon: 'number of nights, 182 unless given; more than 184 only for a scenario',
    horizonFault: (most: number) => `use a number of nights from 1 to ${most}, such as 182`,
    scenario: 'what changes from the first night on',
    provider: 'only stays at this provider (AGB code)',
    form: 'only stays of this form of care',
    lateBilling: 'what is still to be declared of recent months of care, with a band',
    declaredTo: 'only declarations to this municipality (CBS code)',
    declaredBy: 'only declarations of this provider (AGB code)',
  },
  nl: {
    forecast: 'prognose van bezette plaatsen per nacht met banden, of een genoemd scenario',
    from: 'eerste nacht van de prognose: hoogstens de dag na de laatste bekende dag',
    horizon: 'aantal nachten, 182 tenzij anders gegeven; meer dan 184 alleen voor een scenario',
    horizonFault: (most) => `gebruik een aantal nachten van 1 tot en met ${most}, bijvoorbeeld 182`,
    scenario: 'wat er vanaf de eerste nacht verandert',
    provider: 'alleen verblijf bij deze aanbieder (AGB-code)',
    form: 'alleen verblijf in deze vorm',
    lateBilling: 'wat van recente zorgmaanden nog wordt gedeclareerd, met een band',
    declaredTo: 'alleen declaraties aan deze gemeente (CBS-code)',
    declaredBy: 'alleen declaraties van deze aanbieder (AGB-code)',
  },
});

/** Output of the command for forecasts. */
export const forecastTexts = bilingual({
  en: {
    title: (region: string, from: string, scenario: string) =>
      `Occupied places in ${region} from ${from}, ${scenario}; a row per week`,
    columns: ['night', 'median', '50 %', '80 %', '90 %'],
    band: (low: number, high: number) => `${low} to ${high}`,
    basis: (occupied: number, arrivals: number, observed: number) =>
      `made from ${occupied} stays that go on, ${arrivals} that began in the last 365 days and the durations of ${observed}`,
    simulated: (paths: number, seed: number) =>
      `${paths} simulated paths, seed ${seed}: the same facts give the same forecast`,
    known: (position: number, day: string) => `as known at position ${position}, seen up to ${day}`,
    lateBilling: (region: string) => `Approved declarations in ${region} by month of care, and what is expected`,
    lateBillingColumns: ['month of care', 'months seen', 'declared', 'expected', 'low 95 %', 'high 95 %'],
    total: 'total',
    chainLadder:
      'chain ladder by month of care and month of declaration, standard error of Mack (1993); amounts in euros',
    told: 'a forecast cannot be made as known on a business day (told:): choose a recording day or a position',
    scenarios: words({
      'as-now': 'inflow as now',
      'inflow-15-less': 'inflow 15 % lower',
      'inflow-30-less': 'inflow 30 % lower',
      'month-shorter': 'stays a month shorter',
    }),
  },
  nl: {
    title: (region, from, scenario) => `Bezette plaatsen in ${region} vanaf ${from}, ${scenario}; een regel per week`,
    columns: ['nacht', 'mediaan', '50 %', '80 %', '90 %'],
    band: (low, high) => `${low} tot ${high}`,
    basis: (occupied, arrivals, observed) =>
      `gemaakt uit ${occupied} verblijven die doorlopen, ${arrivals} die in de laatste 365 dagen begonnen en de duur van ${observed}`,
    simulated: (paths, seed) =>
      `${paths} gesimuleerde paden, begingetal ${seed}: dezelfde feiten geven dezelfde prognose`,
    known: (position, day) => `zoals bekend op positie ${position}, gezien tot en met ${day}`,
    lateBilling: (region) => `Goedgekeurde declaraties in ${region} per zorgmaand, en wat wordt verwacht`,
    lateBillingColumns: ['zorgmaand', 'maanden gezien', 'gedeclareerd', 'verwacht', 'onder 95 %', 'boven 95 %'],
    total: 'totaal',
    chainLadder: 'chain ladder naar zorgmaand en declaratiemaand, standaardfout volgens Mack (1993); bedragen in euro',
    told: 'een prognose is niet te maken zoals bekend op een werkelijke dag (told:): kies een dag van vastlegging of een positie',
    scenarios: words({
      'as-now': 'instroom als nu',
      'inflow-15-less': 'instroom 15 % lager',
      'inflow-30-less': 'instroom 30 % lager',
      'month-shorter': 'verblijf een maand korter',
    }),
  },
});
