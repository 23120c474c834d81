import {
  by,
  byReader,
  filling,
  messages,
  ownAnswer,
  ownLedger,
  retours,
  unchecked,
  type UncheckedRule,
} from './unchecked-rule.js';

const withProduct = ['JW301', 'JW315', 'JW317', 'JW323'] as const;

/** The filling instructions (IV, invulinstructies) of iJw 3.2, none of which has a separate check. */
export const fillingRules: readonly UncheckedRule[] = unchecked([
  [
    'IV002',
    ['JW301'],
    'Een organisatie staat alleen in een adres als de persoon in een instelling verblijft.',
    filling,
  ],
  ['IV007', ['JW301'], 'Zo wordt een naam verdeeld over achternaam, voorvoegsel, partnernaam en voornamen.', filling],
  [
    'IV008',
    ['JW305', 'JW307'],
    'Verbeteren is verwijderen (status 3) en opnieuw aanleveren (status 1); in één bericht alleen bij een andere sleutel.',
    by('TR063', 'TR074', 'TR101'),
  ],
  [
    'IV009',
    ['JW301', 'JW305', 'JW307', 'JW315'],
    'Een deels bekende geboortedatum krijgt vaste waarden.',
    by('CS139', 'TR002'),
  ],
  ['IV013', ['JW301'], 'De laatste toewijzingsdatum en -tijd geldt, niet het laatste bericht.', ownLedger],
  ['IV024', ['JW301', 'JW315', 'JW317', 'JW323', 'JW325'], 'Bedragen zijn in eurocenten.', filling],
  ['IV028', retours, 'Zo wordt een retour opgebouwd.', ownAnswer],
  ['IV032', retours, 'Deze retourcodes horen bij elk controleniveau.', ownAnswer],
  ['IV033', ['JW325', ...retours], 'XsltVersie is het nummer in de uitvoer van de XSLT.', ownAnswer],
  ['IV034', [...messages, ...retours], 'De XSD-versies komen uit het gebruikte schema.', filling],
  [
    'IV042',
    withProduct,
    'Volume, eenheid en frequentie horen bij elkaar; eenheid 83 is in eurocenten.',
    by('CS338', 'CS339', 'CS343'),
  ],
  ['IV045', ['JW301'], 'Een voogdijinstelling staat in de achternaam, met naamgebruik 6.', by('CS050')],
  ['IV046', messages, 'In de header staat de gemeente die verantwoordelijk is.', by('TR378')],
  ['IV047', ['JW301'], 'Een client kan alleen een correspondentieadres hebben.', by('TR061')],
  ['IV052', ['JW315'], 'Zo wordt het beschikkingnummer gevuld.', by('CD043')],
  ['IV066', ['JW301'], 'Wanneer een toewijzing haar nummer houdt of een nieuw krijgt.', ownLedger],
  ['IV074', ['JW301'], 'Uitleg van de drie uitvoeringsvarianten.', 'Toelichting zonder eis aan een bericht.'],
  [
    'IV075',
    ['JW301', 'JW305', 'JW307', 'JW315', 'JW317', 'JW323'],
    'Het contract bepaalt of de landelijke of een eigen productcodelijst geldt.',
    by('TR381'),
  ],
  ['IV076', ['JW323'], 'In welke maand het volume van een gebroken week telt.', by('TR321')],
  ['IV077', ['JW323'], 'Het hoogste volume bij frequentie per week in een productperiode.', by('TR321')],
  ['IV078', ['JW323'], 'Een gebroken maand mag het hele volume bevatten.', by('TR321')],
  ['IV079', ['JW323'], 'Uren worden afgerond over het totaal van de periode.', filling],
  ['IV081', ['JW323'], 'Zo wordt het tarief gevuld bij een uurtarief en declaratie in minuten.', by('TR346', 'TR418')],
  ['IV084', ['JW323'], 'Twee opeenvolgende toewijzingen in een maand geven twee regels.', by('TR307', 'TR308')],
  [
    'IV085',
    ['JW323'],
    'Crediteren kan na een goedgekeurde debetregel, en is alleen technisch af te keuren.',
    by('TR323'),
  ],
  ['IV086', ['JW323'], 'Een debetregel en haar credit staan niet in één bericht.', by('TR316')],
  ['IV087', ['JW325'], 'Zo wordt het declaratie-antwoord opgebouwd.', ownAnswer],
  ['IV088', ['JW325'], 'Deze retourcodes horen bij elk controleniveau van een declaratie.', ownAnswer],
  ['IV089', ['JW323'], 'Zo wordt de productperiode gevuld.', by('CS337', 'TR387', 'TR388', 'TR416')],
  ['IV090', ['JW323'], 'Achteraf declareren kan niet vóór de laatste declaratieperiode.', by('TR318')],
  ['IV091', ['JW323'], 'Een creditregel is een kopie met een nieuw nummer en een verwijzing.', by('CD060', 'TR323')],
  ['IV092', ['JW317'], 'Zo wordt een verzoek om wijziging gevuld.', by('TR349', 'TR350', 'TR351', 'TR352', 'TR353')],
  [
    'IV093',
    ['JW301'],
    'Een gehonoreerde wijziging wordt geheel toegewezen, met de referentie op elke regel.',
    by('TR379'),
  ],
  ['IV094', ['JW301'], 'Bij een verzoek om toewijzing mag de gemeente per product afwijken.', by('TR379')],
  ['IV095', ['JW319'], 'Welke gemeente bij het woonplaatsbeginsel wordt genoemd.', by('TR377', 'TR378')],
  [
    'IV096',
    ['JW305', 'JW307'],
    'De sleutel van start en stop, met en zonder toewijzing.',
    by('TR074', 'TR101', 'TR382'),
  ],
  ['IV097', ['JW301'], 'ReferentieAanbieder alleen als gevolg van een verzoek.', by('TR379')],
  ['IV099', ['JW301'], 'RedenWijziging alleen als het product sinds de vorige zending is gewijzigd.', ownLedger],
]);

const schema = (rule: string, bound: UncheckedRule['messages'], sentence: string): UncheckedRule => ({
  rule,
  messages: bound,
  sentence,
  reason: byReader,
});

/** The rules of level 1 that name an element; every other rule of level 1 (RS001 to RS048) is a facet of a data type. */
export const schemaRules: readonly UncheckedRule[] = [
  schema('CS015', messages, 'BerichtSubversie is 2.'),
  schema('CS025', messages, 'BerichtVersie is 3.'),
  schema('CS319', ['JW323'], 'DeclaratieNummer bestaat uit letters en cijfers, zonder scheidingstekens.'),
];
