import { DeclarationIntake } from '@regieboek/finance';
import { FactsIntake, MessageIntake } from '@regieboek/placements';

/** What takes in messages and files, in the order in which it is taken up again: what declarations rest on goes first. */
export const intakes = [FactsIntake, MessageIntake, DeclarationIntake];
