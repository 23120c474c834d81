import type { DomainEvent } from './catalogue.js';

/** Title of each event: English with the Dutch term, and the iJw message it comes from if there is one. */
export const eventTitles: Readonly<Record<DomainEvent['type'], string>> = {
  'contracts.region-defined.v1': 'Region defined (jeugdregio vastgelegd)',
  'contracts.contract-agreed.v1': 'Contract agreed (contract afgesproken)',
  'contracts.contract-withdrawn.v1': 'Contract withdrawn (contract ingetrokken)',
  'contracts.ijw-settings-chosen.v1': 'iJw reading chosen (lezing van iJw gekozen)',
  'contracts.emergency-access-taken.v1': 'Emergency access taken (noodtoegang genomen)',
  'contracts.emergency-access-reviewed.v1': 'Emergency access reviewed (noodtoegang beoordeeld)',
  'placements.youth-registered.v1': 'Youth registered (jeugdige geregistreerd)',
  'placements.birth-date-corrected.v1':
    'Date of birth completed or corrected (geboortedatum aangevuld of gecorrigeerd)',
  'placements.residence-fact-recorded.v1': 'Residence fact recorded (woonplaatsfeit vastgelegd)',
  'placements.residence-fact-withdrawn.v1': 'Residence fact withdrawn (woonplaatsfeit ingetrokken)',
  'placements.authorisation-recorded.v1': 'Court authorisation recorded (machtiging gesloten jeugdhulp vastgelegd)',
  'placements.assignment-decided.v1': 'Assignment decided (toewijzing, JW301)',
  'placements.care-started.v1': 'Care started (start zorg, JW305)',
  'placements.care-start-withdrawn.v1': 'Start of care withdrawn (verwijdering van start zorg, JW305)',
  'placements.care-stopped.v1': 'Care stopped (stop zorg, JW307)',
  'placements.care-stop-withdrawn.v1': 'Stop of care withdrawn (verwijdering van stop zorg, JW307)',
  'placements.absence-recorded.v1': 'Absence recorded (afwezigheid vastgelegd)',
  'placements.youth-erased.v1': 'Data of a youth erased (gegevens van een jeugdige gewist)',
  'finance.declaration-received.v1': 'Declaration received (declaratie ontvangen, JW323)',
  'finance.declaration-lines-decided.v1': 'Part of a declaration decided (prestaties beoordeeld)',
  'finance.declaration-decided.v1': 'Declaration decided, its answer fixed (declaratie-antwoord, JW325)',
  'finance.period-sealed.v1': 'Period sealed (periode afgesloten)',
  'finance.period-reopened.v1': 'Period opened again (periode heropend)',
  'finance.payment-ordered.v1': 'Payment ordered (betaalopdracht gegeven, SEPA pain.001)',
  'finance.payment-withdrawn.v1': 'Payment withdrawn (betaalopdracht ingetrokken: de bank weigerde haar)',
  'finance.settlement-issued.v1': 'Settlement issued to municipalities (afrekening vastgesteld)',
  'finance.bank-entry-listed.v1': 'Entry of a bank statement to be decided on (bijschrijving te beoordelen, camt.053)',
  'finance.receipt-recorded.v1': 'Receipt of a municipality recorded (ontvangst vastgelegd)',
};
