import type { Sentence } from '@regieboek/kernel';

/** A retour code (WJ001) of a JW323: its meaning in English (the standard has the Dutch one) and its remedy. */
interface CodeTexts {
  readonly meaning: string;
  readonly remedy: Sentence;
}

const texts = (meaning: string, nl: string, en: string): CodeTexts => ({ meaning, remedy: { nl, en } });

/** Texts of the retour codes with which a declaration or its lines are refused. Source: iJw 3.2, WJ001 and rule list. */
export const refusalTexts: Readonly<Record<string, CodeTexts>> = {
  '0001': texts(
    'The message is refused for technical reasons',
    'Herstel het bericht en verzend het opnieuw.',
    'Correct the message and send it again.',
  ),
  '0233': texts(
    'This part of the message was not judged',
    'De client is als geheel afgekeurd: controleer het BSN, de toewijzing van deze client en de ontvangende gemeente.',
    'The client is refused as a whole: check the BSN, the assignment of this client and the receiving municipality.',
  ),
  '0611': texts(
    'The tariff is not the contracted tariff',
    'Declareer het gecontracteerde tarief van deze productcode, of laat het contract aanpassen.',
    'Declare the contracted tariff of this product code, or have the contract changed.',
  ),
  '8017': texts(
    'No debit line is known for this credit line',
    'Crediteer een goedgekeurde regel volledig, met haar nummer als VorigReferentieNummer.',
    'Credit an approved line in full, with its number as previous reference.',
  ),
  '8021': texts(
    'The reference of this line was used before',
    'Geef elke regel een nieuw referentienummer.',
    'Give every line a new reference.',
  ),
  '8187': texts(
    'The line does not belong to this client',
    'Controleer het BSN; is de client nieuw, stuur dan eerst de toewijzing.',
    'Check the BSN; if the client is new, send the assignment first.',
  ),
  '8214': texts(
    'The declaration period does not follow the previous one',
    'Declareer oude maanden in een nieuwe declaratieperiode.',
    'Declare old months in a new declaration period.',
  ),
  '8848': texts(
    'The date of the message is in the future',
    'Verzend het bericht met de datum waarop het is gemaakt.',
    'Send the message with the day on which it was made.',
  ),
  '9056': texts(
    'The identification of the message was used before',
    'Verzend met een nieuwe berichtidentificatie.',
    'Send it with a new identification.',
  ),
  '9307': texts(
    'The line begins outside the assignment',
    'Begin de productperiode op of na de ingangsdatum, of laat de toewijzing aanpassen.',
    'Begin the product period on or after the first day of the assignment, or have the assignment changed.',
  ),
  '9308': texts(
    'The line ends outside the assignment',
    'Eindig de productperiode op of voor de einddatum, of laat de toewijzing verlengen.',
    'End the product period on or before the last day of the assignment, or have the assignment extended.',
  ),
  '9319': texts(
    'The product period is not within the declaration period',
    'Declareer de regel in de maand waarin de productperiode eindigt, of later.',
    'Declare the line in the month in which its product period ends, or later.',
  ),
  '9321': texts(
    'The volume is more than was assigned for this period',
    'Verlaag het volume tot wat voor deze periode is toegewezen, of vraag meer aan (JW317).',
    'Lower the volume to what is assigned for this period, or request more (JW317).',
  ),
  '9322': texts(
    'The volumes together are more than was assigned',
    'Het volume van de hele toewijzing is op: crediteer te veel gedeclareerde regels, of vraag meer aan (JW317).',
    'The volume of the assignment is used up: credit lines that were declared too high, or request more (JW317).',
  ),
  '9333': texts(
    'The declaration number was used before',
    'Verzend de declaratie met een nieuw declaratienummer.',
    'Send the declaration with a new number.',
  ),
  '9338': texts(
    'The line does not belong to an assignment of this client to this provider',
    'Gebruik het ToewijzingNummer van deze client bij deze aanbieder; ontbreekt de toewijzing, vraag haar aan (JW315).',
    'Use the assignment number of this client at this provider; if there is none, request it (JW315).',
  ),
  '9339': texts(
    'The product category is not the assigned one',
    'Declareer de toegewezen productcategorie, of laat de toewijzing aanpassen.',
    'Declare the assigned product category, or have the assignment changed.',
  ),
  '9340': texts(
    'The product code is not the assigned one',
    'Declareer de toegewezen productcode, of laat de toewijzing aanpassen.',
    'Declare the assigned product code, or have the assignment changed.',
  ),
  '9341': texts(
    'The unit does not fit the assigned unit',
    'Declareer in de toegewezen of gecontracteerde eenheid.',
    'Declare in the assigned or contracted unit.',
  ),
  '9346': texts(
    'The amount is not the volume times the tariff',
    'Declareer het volume maal het onafgeronde tarief.',
    'Declare the volume times the tariff before rounding.',
  ),
  '9369': texts(
    'The amounts together are more than the assigned budget',
    'Het budget is op: crediteer te veel gedeclareerde regels, of vraag een hoger budget aan (JW317).',
    'The budget is used up: credit lines that were declared too high, or request a higher budget (JW317).',
  ),
  '9384': texts(
    'The assignment was removed',
    'Declareer op een geldige toewijzing; vraag de gemeente waarom deze is verwijderd.',
    'Declare on a valid assignment; ask the municipality why this one was removed.',
  ),
  '9387': texts(
    'The product period does not begin on the first of the month or of the assignment',
    'Begin de productperiode op de eerste van de maand, of op de ingangsdatum van de toewijzing.',
    'Begin the product period on the first of the month, or on the first day of the assignment.',
  ),
  '9388': texts(
    'The product period does not end on the last of the month or of the assignment',
    'Eindig de productperiode op de laatste van de maand, of op de einddatum van de toewijzing.',
    'End the product period on the last of the month, or on the last day of the assignment.',
  ),
  '9389': texts(
    'A debit line for the same care exists and was not credited',
    'Crediteer eerst de regel die er al staat.',
    'Credit the existing line first.',
  ),
  '9390': texts(
    'The debit line was credited before',
    'Een regel kan maar één keer gecrediteerd worden; laat deze creditregel weg.',
    'A line can be credited only once; leave this credit line out.',
  ),
  S300: texts(
    'The municipality code is not in the list of the CBS',
    'Verzend aan een gemeente die bestaat op de dagtekening van het bericht.',
    'Send it to a municipality that exists on the day of the message.',
  ),
  S329: texts(
    'The product code does not belong to the product category',
    'Declareer de categorie die bij de productcode hoort.',
    'Declare the category to which the product code belongs.',
  ),
};
