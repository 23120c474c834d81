import { decideMessage, type DeliveryLedger, type KnownAssignment } from '@regieboek/ijw';
import { formOf, productOf } from '@regieboek/billing';
import type { Contract } from '@regieboek/events';
import { load, prepare } from '@regieboek/platform';
import { assignmentDecider } from '../domain/assignment.js';
import { youthDecider } from '../domain/youth.js';
import { birthIn, careCommandsOf, type PlacedCommand } from './commands-of-message.js';
import type { PlacementsMessage } from './incoming-message.js';
import type { JudgedMessage, LedgerSource, MessageContext } from './judged-message.js';
import { assignmentOfCare, startsIn, stopsIn, toKnownAssignment } from './known-values.js';
import { assignmentStream } from './load-assignments.js';
import { commonLedger } from './product-list.js';
import type { StreamPart } from './record-all.js';
import { careLoaded, careParts } from './loaded-care.js';

/** A JW305 or JW307. */
export type Delivery = Exclude<PlacementsMessage, { type: 'JW301' }>;

/** Replaces the pseudonym of a client that the region does not know, who has no care yet. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** True when a product is task-based (taakgericht): its form of care is paid by a lump sum of the contract. */
function isTaskBased(contract: Contract | undefined, category: string | null, code: string | null): boolean {
  if (category === null) return false;
  const forms = contract?.lumpSums.flatMap((one) => one.forms) ?? [];
  return forms.includes(formOf(productOf(contract, category, code), category));
}

/** Loads the data to check a JW305 or JW307: the assignments it names, and the starts and stops on them. */
export async function loadDeliveries(
  source: LedgerSource,
  message: Delivery,
  context: MessageContext,
): Promise<JudgedMessage> {
  const { region, contracts } = context;
  const { header, client } = message.value;
  const { bsn } = client;
  const youth = (await source.vault.youthsOf(region, [bsn])).get(bsn);
  const commands = careCommandsOf(message, youth ?? NOBODY);
  const care = await careLoaded(source, context, commands);
  const own = [...care.values()].flatMap(({ before }) =>
    before.starts.filter(({ key }) => key.youth === youth && key.provider === header.afzender),
  );
  const underCare = own.flatMap(({ key }) => assignmentOfCare(key, bsn));
  const assignments = await assignmentsNamed(source, region, { commands, client: { bsn, youth }, underCare });
  const contract = contracts.contractsOf(region).get(header.afzender);
  const ledger: DeliveryLedger = {
    ...commonLedger(context, header.afzender),
    assignment: (number) => assignments.get(number),
    isTaskBased: (_, product) => isTaskBased(contract, product?.categorie ?? null, product?.code ?? null),
    starts: () => startsIn(own),
    stops: () => stopsIn(own),
  };
  return {
    isUnderWay: [...care.values()].some((one) => one.isUnderWay),
    youths: () => new Map(youth === undefined ? [] : [[bsn, youth]]),
    decide: (facts) => decideMessage<'JW305' | 'JW307'>(message, ledger, facts),
    parts: async () =>
      youth === undefined
        ? partsOfNewYouth(source, message, context)
        : careParts(source, commands, { ...context, care }),
  };
}

interface Naming {
  readonly commands: readonly PlacedCommand[];
  readonly client: { readonly bsn: string; readonly youth: string | undefined };
  /** Assignments that the client is known to have care on. */
  readonly underCare: readonly KnownAssignment[];
}

/** Assignments that a message names, by number: read from the log when no care identifies their client. */
async function assignmentsNamed(
  source: LedgerSource,
  region: string,
  { commands, client, underCare }: Naming,
): Promise<ReadonlyMap<number, KnownAssignment>> {
  const found = new Map(underCare.map((one) => [one.number, one]));
  const named = new Map(
    commands.flatMap(({ command: { key } }) =>
      key.assignment === null || found.has(key.assignment) ? [] : [[key.assignment, key.municipality]],
    ),
  );
  const read = async ([number, municipality]: [number, string]): Promise<void> => {
    const { state } = await load(
      source.log,
      assignmentDecider,
      assignmentStream(source, region, { municipality, number }),
    );
    if (state.status === 'decided') found.set(number, toKnownAssignment(state.assignment, client));
  };
  await Promise.all([...named].map(read));
  return found;
}

/** Task-based care needs no assignment, so its message may be the first about a client. */
async function partsOfNewYouth(
  source: LedgerSource,
  message: Delivery,
  context: MessageContext,
): Promise<StreamPart[]> {
  const { region, commandId } = context;
  const { bsn, naam } = message.value.client;
  const youth = await source.vault.named(region, { bsn, name: naam }, undefined);
  const commands = careCommandsOf(message, youth);
  const register = { kind: 'register' as const, youth, source: 'provider' as const, ...birthIn(message.value) };
  return [
    {
      places: ['/Bericht/Client/Geboortedatum'],
      prepare: (log) => prepare(log, youthDecider, [register], { region, id: youth, commandId }),
    },
    ...careParts(source, commands, { ...context, care: await careLoaded(source, context, commands) }),
  ];
}
