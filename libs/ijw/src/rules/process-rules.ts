import {
  answered,
  by,
  byReader,
  conduct,
  messages,
  ownAnswer,
  ownLedger,
  retours,
  unchecked,
  type UncheckedRule,
} from './unchecked-rule.js';

const deliveries = ['JW305', 'JW307'] as const;

/** Rules on the whole of the exchange (OP, operationele regels). */
const exchange = unchecked([
  ['OP003', answered, 'Geen berichten als de gegevens de client in gevaar kunnen brengen.', conduct],
  [
    'OP039',
    ['JW301', 'JW305', 'JW307', 'JW317', 'JW319', 'JW323', 'JW325'],
    'Partijen geven clientgegevens door zoals zij die hebben, behalve sleutelvelden.',
    ownLedger,
  ],
  [
    'OP047',
    messages,
    'Een bericht dat niet aan de standaard voldoet mag worden afgekeurd.',
    by('CS139', 'TR002', 'TR056', 'TR063', 'TR101', 'TR134', 'TR135', 'TR137', 'TR371', 'TR375', 'TR378', 'TR381') +
      ' Verder in TR411 en TR412.',
  ],
  ['OP065', retours, 'Een retour bevat alleen clienten met afgekeurde klassen.', ownAnswer],
  ['OP079', messages.filter((message) => message !== 'JW319'), 'Het BSN is verplicht in de uitwisseling.', byReader],
  ['OP080', messages, 'Tijdstip en volgorde van ontvangst hebben geen betekenis.', ownLedger],
  ['OP090', retours, 'Een retour volgt binnen drie werkdagen.', conduct],
  [
    'OP090x2',
    retours,
    'Kan er geen retour komen, dan krijgt de afzender dat buiten de berichten om te horen.',
    conduct,
  ],
  ['OP090x4', ['JW325'], 'Een declaratie-antwoord volgt binnen tien werkdagen.', conduct],
  ['OP095', answered, 'Niet afkeuren op gegevens die de afzender niet kan hebben.', ownAnswer],
  ['OP179', messages, 'Een bestand is hoogstens 25 MB.', byReader],
  ['OP192', messages, 'Een bestand is XML in UTF-8, zonder byte order mark, met CRLF.', byReader],
  ['OP254', messages, 'De AGB-code bepaalt de route van het bericht en wijst de aanbieder aan.', byReader],
  ['OP286', answered, 'Een technische fout keurt het hele bericht af; het geldt als niet verzonden.', ownAnswer],
]);

const assigning = unchecked([
  ['OP086', ['JW301'], 'Inspannings- en outputgerichte producten worden altijd per bericht toegewezen.', conduct],
  [
    'OP087',
    ['JW301'],
    'Een toewijzingsbericht bevat alle geldige toewijzingen van een client bij een aanbieder.',
    conduct,
  ],
  ['OP186', ['JW301'], 'Een toewijzing eindigt alleen in overleg in het verleden.', conduct],
  ['OP257', ['JW301'], 'Een andere zorgbehoefte geeft een nieuwe toewijzing.', conduct],
  ['OP258', ['JW301'], 'Het einde van een toewijzing wordt met een toewijzingsbericht gemeld.', conduct],
  ['OP259', ['JW301'], 'Toewijzingen van een product worden niet gestapeld.', by('TR302')],
  ['OP274', ['JW301', 'JW319'], 'Een verzoek om toewijzing is binnen vijf werkdagen beantwoord.', conduct],
  ['OP275', ['JW301'], 'Een toewijzingnummer is uniek per gemeente binnen de wet.', by('TR332')],
  ['OP298', ['JW301'], 'Een volume over de hele periode gaat alleen met instemming omlaag.', conduct],
  ['OP299', ['JW301'], 'Een budget gaat alleen met instemming omlaag.', conduct],
  ['OP305', ['JW301'], 'Inspanningsgerichte stuks worden met eenheid 84 toegewezen.', conduct],
  [
    'OP344',
    ['JW301', 'JW319'],
    'Op een verzoek volgt een toewijzing of een afwijzing.',
    by('TR355', 'TR359', 'TR360', 'TR365', 'TR379'),
  ],
  ['OP346', ['JW301', 'JW319'], 'Een verzoek om wijziging is binnen vijf werkdagen beantwoord.', conduct],
  ['OP350', ['JW315', 'JW317'], 'Geen nieuw verzoek zolang er een loopt.', by('TR374')],
  [
    'OP359',
    ['JW319'],
    'Afwijzen op het woonplaatsbeginsel kan binnen twee weken, met de verantwoordelijke gemeente.',
    by('TR377', 'TR409') + ' De termijn blijkt niet uit het bericht.',
  ],
  ['OP362', ['JW301'], 'Geen verwijdering die geleverde of gedeclareerde zorg onrechtmatig maakt.', by('TR385')],
  ['OP380', ['JW301'], 'Verlengen is de einddatum van de bestaande toewijzing opschuiven.', conduct],
]);

const delivering = unchecked([
  ['OP072', ['JW307'], 'Geen stop zonder start.', by('TR018', 'TR019', 'TR382')],
  ['OP155', ['JW307'], 'Een stop hoort bij de laatste start.', by('TR382')],
  ['OP271', ['JW305'], 'De start wordt binnen vijf werkdagen gemeld.', conduct],
  ['OP272', ['JW307'], 'De stop wordt binnen vijf werkdagen gemeld.', conduct],
  ['OP288', deliveries, 'Op een gemelde start volgt altijd een stop.', by('TR382')],
  ['OP289', deliveries, 'Per toegewezen product loopt één start.', by('TR326')],
  ['OP295', deliveries, 'Start en stop melden is verplicht.', conduct],
  ['OP363', deliveries, 'Start en stop horen bij een toegewezen product.', by('TR019')],
  [
    'OP377',
    ['JW307'],
    'Alleen na een tijdelijke stop kan zonder start een definitieve stop volgen.',
    by('TR414', 'TR415'),
  ],
  ['OP378', ['JW307'], 'Na een tijdelijke stop volgt zonder start alleen een definitieve.', by('TR413')],
  ['OP379', ['JW305'], 'Na een (tijdelijke) stop mag een nieuwe start.', ownLedger],
]);

const declaring = unchecked([
  ['OP262', ['JW323'], 'Inspanningsgericht: een tarief per tijdseenheid, of per stuk met eenheid 84.', by('TR418')],
  ['OP263', ['JW323'], 'Outputgericht: een tarief per stuk of een bedrag over een afgesproken periode.', conduct],
  ['OP264', ['JW323'], 'Outputgericht: het contract bepaalt het moment van declareren.', conduct],
  ['OP267', ['JW323'], 'De gedeclareerde eenheid past bij de toewijzing.', by('CS339', 'TR341', 'TR346', 'TR358')],
  ['OP276', ['JW323'], 'Declareren kan alleen voor clienten met een ontvangen toewijzing.', by('TR304', 'TR384')],
  ['OP279', ['JW323'], 'Declareren kan alleen binnen de toegewezen periode.', by('TR307', 'TR308')],
  ['OP280', ['JW323'], 'Een declaratiebericht gaat over één periode.', by('CS340', 'TR319')],
  ['OP281', ['JW323'], 'Een declaratiebericht bevat een of meer clienten.', byReader],
  [
    'OP283',
    ['JW323'],
    'Een referentienummer is uniek per aanbieder binnen de wet.',
    by('TR314', 'TR315', 'TR316', 'TR323'),
  ],
  ['OP284', ['JW323'], 'Declaratieperioden volgen op elkaar als elke periode zorg is geleverd.', by('TR318')],
  ['OP302', ['JW323'], 'Het gedeclareerde product past bij de toewijzing.', by('TR338', 'TR339', 'TR340', 'TR369')],
  ['OP303', ['JW323'], 'Het antwoord bevat alles voor de administratieve afhandeling.', by('TR342', 'TR366')],
  ['OP304', ['JW325'], 'Het antwoord noemt alleen clienten met afgekeurde klassen.', ownAnswer],
  ['OP349', ['JW323'], 'Een declaratienummer is uniek per aanbieder binnen de wet.', by('TR333')],
  ['OP354', ['JW323'], 'Zorg van een periode wordt in de volgende periode of later gedeclareerd.', by('TR335')],
  ['OP355', ['JW325'], 'Bij elk declaratie-antwoord hoort een declaratie.', by('TR337', 'TR376')],
  ['OP360', ['JW323'], 'Een regel wordt hoogstens één keer gecrediteerd.', by('TR390')],
  ['OP364', ['JW323'], 'Start- en stopberichten zijn geen voorwaarde om te declareren.', ownAnswer],
  ['OP365', ['JW323'], 'Het gedeclareerde volume past bij toewijzing en contract.', by('TR321', 'TR322')],
  ['OP366', ['JW323'], 'Eerst volledig crediteren, dan de verbeterde debetregel.', by('TR389', 'TR416')],
  ['OP367', ['JW323'], 'Een productperiode ligt binnen één kalendermaand.', by('CS337')],
  ['OP368', ['JW323'], 'Een productperiode ligt binnen de toewijzing.', by('TR387', 'TR388')],
]);

/** The operational rules (OP) of iJw 3.2 that apply to a message, none of which has a separate check. */
export const processRules: readonly UncheckedRule[] = [...exchange, ...assigning, ...delivering, ...declaring];
