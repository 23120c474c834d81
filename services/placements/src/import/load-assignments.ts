import { decideMessage, type AssignmentLedger, type JW301, type KnownAssignment, REMOVAL_REASON } from '@regieboek/ijw';
import { streamName } from '@regieboek/eventing';
import { loadFor, prepare, prepareOn } from '@regieboek/platform';
import { assignmentDecider } from '../domain/assignment.js';
import { youthDecider } from '../domain/youth.js';
import { assignmentsOf, birthIn } from './commands-of-message.js';
import type { JudgedMessage, LedgerSource, MessageContext } from './judged-message.js';
import { toKnownAssignment } from './known-values.js';
import { commonLedger } from './product-list.js';
import type { StreamPart } from './record-all.js';

const PRODUCTS = '/Bericht/Client/ToegewezenProducten/ToegewezenProduct';

/** Name of the stream of an assignment: a keyed id of its number, which is unique within a municipality (TR332). */
export const assignmentStream = (
  { vault }: Pick<LedgerSource, 'vault'>,
  region: string,
  assignment: { readonly municipality: string; readonly number: number },
): string =>
  streamName(
    region,
    assignmentDecider.category,
    vault.streamId(region, 'assignment', `${assignment.municipality}/${assignment.number}`),
  );

/** Loads the data to check a JW301: the current state of its assignments, and the approved lines on those it removes. */
export async function loadAssignments(
  source: LedgerSource,
  value: JW301,
  context: MessageContext,
): Promise<JudgedMessage> {
  const { log, vault, standing } = source;
  const { region, commandId } = context;
  const { bsn, toegewezenProducten: products } = value.client;
  const removed = products.flatMap((one) => (one.redenWijziging === REMOVAL_REASON ? [one.toewijzingNummer] : []));
  const [youths, streams, withLines] = await Promise.all([
    vault.youthsOf(region, [bsn]),
    Promise.all(
      products.map(async ({ toewijzingNummer: number }) => {
        const stream = assignmentStream(source, region, { municipality: value.header.afzender, number });
        return { number, stream, loaded: await loadFor(log, assignmentDecider, stream, commandId) };
      }),
    ),
    standing.of(region, value.header.afzender, removed),
  ]);
  const youth = youths.get(bsn);
  let named = youth;
  const known = new Map<number, KnownAssignment>();
  for (const { number, loaded } of streams)
    if (loaded.before.status === 'decided')
      known.set(number, toKnownAssignment(loaded.before.assignment, { youth, bsn }));
  const ledger: AssignmentLedger = {
    ...commonLedger(context, value.header.ontvanger),
    assignment: (number) => known.get(number),
    // Requests (JW315, JW317) are not processed: a reference to one is accepted without a check.
    request: () => ({ bsn, replies: [], assigned: false }),
    hasStandingLines: (number) => withLines.has(number),
  };
  return {
    isUnderWay: streams.some(({ loaded }) => loaded.isUnderWay),
    youths: () => new Map(named === undefined ? [] : [[bsn, named]]),
    decide: (facts) => decideMessage({ type: 'JW301', value }, ledger, facts),
    async parts(): Promise<StreamPart[]> {
      const own = await vault.named(region, { bsn, name: value.client.naam }, youth);
      named = own;
      const register = { kind: 'register' as const, youth: own, source: 'municipality' as const, ...birthIn(value) };
      return [
        {
          places: ['/Bericht/Client/Geboortedatum'],
          prepare: () => prepare(log, youthDecider, [register], { region, id: own, commandId }),
        },
        ...assignmentsOf(value, own).flatMap((assignment, i) => {
          const on = streams[i];
          // All events of one stream are appended at once: a stream that has some of them has all of them.
          if (!on || on.loaded.isUnderWay) return [];
          const { stream, loaded } = on;
          return {
            places: [`${PRODUCTS}[${i + 1}]/ToewijzingNummer`],
            prepare: async () =>
              prepareOn(assignmentDecider, [{ kind: 'decide', assignment }], loaded, { stream, commandId }),
          };
        }),
      ];
    },
  };
}
