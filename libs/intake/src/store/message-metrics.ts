import type { Metrics } from '@regieboek/platform';
import type { MessageAttempts } from './attempts.js';

/** Adds the number of messages of a context that are not settled, by region and status. */
export function measureMessages(
  metrics: Metrics,
  context: string,
  attempts: Pick<MessageAttempts, 'unsettledCounts'>,
): void {
  const name = 'regieboek_messages';
  const help =
    'Messages that are not settled, by context, region (empty: not known yet) and status: received, waiting, or parked for an operator.';
  metrics.add(`messages of ${context}`, [{ name, help, labels: ['context', 'region', 'status'] }], async () =>
    (await attempts.unsettledCounts()).map(({ region, status, count }) => ({
      ...{ name, value: count, labels: { context, region, status } },
    })),
  );
}
