import { bilingual } from '../language/language.js';

/** Help of `approvals`. */
export const approvalHelp = bilingual({
  en: {
    approvals: 'requests for a second person: seals with waivers, standing decisions, payments, erasure, key rotation',
    list: 'list open requests of a region',
    confirm: 'confirm one as the second person, which does what was asked',
    decline: 'decline one as the second person: nothing is done',
    id: 'id of the request, from the list',
    region: 'region, such as zhz; * for the rotation of keys',
  },
  nl: {
    approvals:
      'verzoeken om een tweede paar ogen: afsluiten met afwijkingen, doorlopende afwijkingen, betalingen, vernietiging, sleutelwisseling',
    list: 'toon open verzoeken van een jeugdregio',
    confirm: 'bevestig er een als tweede persoon; het gevraagde gebeurt dan',
    decline: 'wijs er een af als tweede persoon: er gebeurt niets',
    id: 'id van het verzoek, uit de lijst',
    region: 'jeugdregio, zoals zhz; * voor het wisselen van sleutels',
  },
});

/** Output of `approvals`, and of commands that wait for a second person. */
export const approvalTexts = bilingual({
  en: {
    none: 'no request is open',
    columns: ['request', 'asked (UTC)', 'asked by', 'lapses (UTC)', 'what'],
    waits: (what: string) => `${what}: nothing is done yet; a second person has to confirm it`,
    how: (id: string, region: string) => `regieboek approvals confirm ${id} --region '${region}'`,
    confirmed: (what: string) => `${what}: confirmed and done`,
    declined: (what: string) => `${what}: declined; nothing was done`,
  },
  nl: {
    none: 'er is geen open verzoek',
    columns: ['verzoek', 'gevraagd (UTC)', 'gevraagd door', 'vervalt (UTC)', 'wat'],
    waits: (what) => `${what}: er is nog niets gebeurd; een tweede persoon moet het bevestigen`,
    how: (id, region) => `regieboek approvals confirm ${id} --region '${region}'`,
    confirmed: (what) => `${what}: bevestigd en uitgevoerd`,
    declined: (what) => `${what}: afgewezen; er is niets gebeurd`,
  },
});
