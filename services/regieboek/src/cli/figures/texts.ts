import { bilingual, words } from '../language/language.js';

/** Help of the commands for figures about care. */
export const figuresHelp = bilingual({
  en: {
    stays: 'durations of stays away from home in a year, ended and ongoing separately',
    year: 'calendar year, from 2015',
    yearFault: 'use a year from 2015, such as 2025',
    occupancy: 'occupancy of the agreed places, by provider and form of stay',
    months: 'yyyy-mm, yyyy-q1 to yyyy-q4, or yyyy',
    signals: 'situations that a person should review; they cause no refusal',
  },
  nl: {
    stays: 'duur van verblijf buiten het gezin in een jaar, beëindigd en lopend apart',
    year: 'kalenderjaar, vanaf 2015',
    yearFault: 'gebruik een jaar vanaf 2015, bijvoorbeeld 2025',
    occupancy: 'bezetting van de afgesproken plaatsen, per aanbieder en vorm van verblijf',
    months: 'jjjj-mm, jjjj-q1 tot en met jjjj-q4, of jjjj',
    signals: 'situaties die iemand moet bekijken; zij leiden niet tot afkeuring',
  },
});

/** Output of the commands for figures about care. */
export const figuresTexts = bilingual({
  en: {
    figureColumns: ['figure', 'value', '95 % interval'],
    stays: (region: string, year: number, until: string) =>
      `Stays away from home in ${region} in ${year}, up to ${until}`,
    chains: 'stays (chains)',
    ended: 'ended',
    ongoing: 'ongoing',
    meanEndedDays: 'mean of ended stays, days',
    medianEndedDays: 'median of ended stays, days',
    medianSurvivalDays: 'median with ongoing stays (Kaplan-Meier), days',
    restrictedMeanDays: 'restricted mean with ongoing stays, days',
    notEstimable: 'not estimable',
    noFigure: '-',
    above: (low: string) => `${low} and more`,
    between: (low: string, high: string) => `${low} to ${high}`,
    occupancyColumns: ['provider', 'name', 'form', 'nights', 'place nights', 'occupied', '%'],
    noGroups: 'no contract of the region has places in these months',
    signalColumns: ['from', 'to', 'provider', 'youth', 'signal'],
    noSignals: 'nothing needs a review',
    allYouths: 'all',
    kinds: words({
      'closed-without-authorisation': 'closed care without an authorisation',
      'short-stay-overrun': 'short stay longer than agreed',
      'two-places-one-night': 'two places in one night',
      'over-capacity': 'more youths than agreed places',
    }),
  },
  nl: {
    figureColumns: ['cijfer', 'waarde', '95 %-interval'],
    stays: (region, year, until) => `Verblijf buiten het gezin in ${region} in ${year}, tot en met ${until}`,
    chains: 'verblijven (ketens)',
    ended: 'beëindigd',
    ongoing: 'lopend',
    meanEndedDays: 'gemiddelde van beëindigde verblijven, dagen',
    medianEndedDays: 'mediaan van beëindigde verblijven, dagen',
    medianSurvivalDays: 'mediaan met lopende verblijven (Kaplan-Meier), dagen',
    restrictedMeanDays: 'begrensd gemiddelde met lopende verblijven, dagen',
    notEstimable: 'niet te schatten',
    noFigure: '-',
    above: (low) => `${low} en meer`,
    between: (low, high) => `${low} tot ${high}`,
    occupancyColumns: ['aanbieder', 'naam', 'vorm', 'nachten', 'plaatsnachten', 'bezet', '%'],
    noGroups: 'geen contract van de jeugdregio heeft plaatsen in deze maanden',
    signalColumns: ['van', 'tot en met', 'aanbieder', 'jeugdige', 'signaal'],
    noSignals: 'niets vraagt om een beoordeling',
    allYouths: 'alle',
    kinds: words({
      'closed-without-authorisation': 'gesloten zonder machtiging',
      'short-stay-overrun': 'kort verblijf te lang',
      'two-places-one-night': 'nacht op twee plekken',
      'over-capacity': 'boven capaciteit',
    }),
  },
});
