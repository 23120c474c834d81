import type { Metrics } from '@regieboek/platform';
import type { MessageAttempts } from './attempts.js';

/** Adds the number of messages of a context that are not settled, by region and status. */
export function measureMessages(
  metrics: Metrics,
  context: string,
  attempts: Pick<MessageAttempts, 'unsettledCounts'>,
): void {
  const [name, oldest] = ['regieboek_messages', 'regieboek_oldest_message_seconds'] as const;
  const labels = ['context', 'region', 'status'];
  const help =
    'Messages that are not settled, by context, region (empty: not known yet) and status: received, waiting, or parked for an operator.';
  const measures = [
    { name, help, labels },
    { name: oldest, help: 'Seconds since the oldest of them was received.', labels },
  ];
  metrics.add(`messages of ${context}`, measures, async () =>
    (await attempts.unsettledCounts()).flatMap(({ region, status, count, oldestSeconds }) => {
      const of = { labels: { context, region, status } };
      return [
        { name, ...of, value: count },
        { name: oldest, ...of, value: oldestSeconds },
      ];
    }),
  );
}
