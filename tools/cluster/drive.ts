/** Sends files over HTTP, like a sender that retries until there is an answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { batchesOf, seriesOf, type ImportFile, type Kind } from '@regieboek/app';
import type { ServiceName } from './cluster.ts';

/** Addresses of the services. */
export type Urls = Readonly<Record<ServiceName, string>>;

/** Final answer of a service about a file. */
export interface Sent {
  readonly file: ImportFile;
  readonly status: number;
  readonly body: {
    readonly region?: string;
    readonly message?: string;
    readonly declaration?: string;
    readonly faults?: readonly unknown[];
  };
}

const GIVE_UP_MS = 240_000;
const AGAIN_MS = 150;
const CONCURRENT = 8;

/** Retries until there is an answer other than "later": a service that was killed or waits for another answers 5xx or nothing. */
export async function untilAnswered(ask: () => Promise<Response>): Promise<Response> {
  const deadline = performance.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await ask().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    if (answer instanceof Response && answer.status < 500) return answer;
    if (performance.now() > deadline) {
      const said = answer instanceof Response ? `${answer.status} ${await answer.text()}` : answer.message;
      throw new Error(`no answer in ${GIVE_UP_MS} ms, at last: ${said}`);
    }
    if (answer instanceof Response) await answer.text();
    await sleep(AGAIN_MS);
  }
}

const routes: Readonly<
  Record<Exclude<Kind, 'unreadable' | 'passed-over'>, readonly [service: ServiceName, path: string, type: string]>
> = {
  contracts: ['contracts', 'region-files', 'application/yaml'],
  'residence-facts': ['placements', 'residence-facts-files', 'text/csv'],
  JW301: ['placements', 'messages', 'application/xml'],
  care: ['placements', 'messages', 'application/xml'],
  'other-xml': ['placements', 'messages', 'application/xml'],
  unknown: ['placements', 'messages', 'application/xml'],
  JW323: ['finance', 'declarations', 'application/xml'],
};

/** Sends one file until there is an answer. */
export async function send(urls: Urls, file: ImportFile): Promise<Sent> {
  if (file.kind === 'unreadable' || file.kind === 'passed-over') throw new RangeError(`${file.path} cannot be sent`);
  const [service, path, type] = routes[file.kind];
  const body = await file.read();
  const answer = await untilAnswered(() =>
    fetch(`${urls[service]}/v1/${path}`, { method: 'POST', body, headers: { 'Content-Type': type } }),
  );
  return { file, status: answer.status, body: (await answer.json()) as Sent['body'] };
}

const regionFolder = (root: string, { path }: ImportFile): string => path.slice(root.length + 1).split('/')[0] ?? '';

/** Sends all files of a folder per region, in order; calls `onSent` for each. */
export async function sendAll(
  urls: Urls,
  root: string,
  files: readonly ImportFile[],
  onSent: (done: number) => void,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const { kind, files: together } of batchesOf(files)) {
    const series =
      kind === 'JW323' ? [...Map.groupBy(together, (file) => regionFolder(root, file)).values()] : seriesOf(together);
    await pMap(
      series,
      async (own) => {
        for (const file of own) {
          sent.push(await send(urls, file));
          onSent(sent.length);
        }
      },
      { concurrency: CONCURRENT },
    );
  }
  return sent;
}
