import type { z } from 'zod';
import { contractsService } from '@regieboek/contracts/service';
import { financeService } from '@regieboek/finance/service';
import { placementsService } from '@regieboek/placements/service';
import { reportingService } from '@regieboek/reporting/service';

/** A service that runs in its own process: its name and the schema of its environment variables. */
export interface ServiceSettingsOf {
  readonly name: string;
  readonly variables: z.ZodObject;
}

/** The services, in the order of their usual ports. */
export const services: readonly ServiceSettingsOf[] = [
  contractsService,
  placementsService,
  financeService,
  reportingService,
];

/** A variable as described by its schema. */
export interface NotedVariable {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The variables of a service. Throws when one has no description. */
export function notedVariables({ name: service, variables }: ServiceSettingsOf): NotedVariable[] {
  return Object.entries(variables.shape).map(([name, schema]) => {
    const { description, example } = (schema as z.ZodType).meta() ?? {};
    if (!description) throw new Error(`${name} of ${service} has no description: give it one with .meta()`);
    return { name, description, example: textIn(example) };
  });
}
