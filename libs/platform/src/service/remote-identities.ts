import type { DynamicModule } from '@nestjs/common';
import { z } from 'zod';
import { seeYouths } from '../logging/request-context.js';
import type { Identities, Keepers } from '../identities.js';
import { IDENTITIES } from '../tokens.js';
import { bearerOf } from './internal-token.js';

/** Endpoint of placements that returns the youths that a region knows by their BSNs; never part of a public address. */
const IDENTITIES_PATH = 'v1/internal/youth-ids';
/** Endpoint of placements with the ids under which messages that name BSNs are kept. */
const KEEPERS_PATH = 'v1/internal/keepers';

/** Request: BSNs are in the body, so that no log of addresses contains one. */
export const identitiesQuestion = z.object({
  region: z.string().min(1),
  bsns: z.array(z.string().regex(/^[0-9]{9}$/, 'a BSN of nine digits')).max(50_000),
});

/** Response: youth ids by BSN, of those the region knows. */
export const identitiesAnswer = z.object({ youths: z.record(z.string(), z.string()) });

const idsByBsn = z.record(z.string(), z.string());

/** Response: youths of the region and strangers to it, by BSN. */
export const keepersAnswer = z.object({ youths: idsByBsn, strangers: idsByBsn });

const byBsn = (ids: z.output<typeof idsByBsn>): ReadonlyMap<string, string> => new Map(Object.entries(ids));

/** Gives a token for a call to another service. */
export type TokenSource = () => Promise<string>;

const ANSWER_WITHIN_MS = 15_000;

/** The identity vault in another process. Throws when its response is missing or invalid. */
class RemoteIdentities implements Identities {
  constructor(
    private readonly url: string,
    private readonly tokenOf: TokenSource,
  ) {}

  async youthsOf(region: string, bsns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const youths = byBsn(identitiesAnswer.parse(await this.ask(IDENTITIES_PATH, { region, bsns })).youths);
    seeYouths(region, youths.values());
    return youths;
  }

  async keepersOf(region: string, bsns: readonly string[]): Promise<Keepers> {
    const { youths, strangers } = keepersAnswer.parse(await this.ask(KEEPERS_PATH, { region, bsns }));
    return { youths: byBsn(youths), strangers: byBsn(strangers) };
  }

  private async ask(path: string, question: { region: string; bsns: readonly string[] }): Promise<unknown> {
    const answer = await fetch(new URL(path, `${this.url.replace(/\/$/, '')}/`), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: bearerOf(await this.tokenOf()) },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`placements answered ${answer.status}`);
    return answer.json();
  }
}

/** Provides the identity look-ups of placements to a service in another process. */
export class RemoteIdentitiesModule {
  static at(url: string, tokenOf: TokenSource): DynamicModule {
    const provider = { provide: IDENTITIES, useValue: new RemoteIdentities(url, tokenOf) };
    return { module: RemoteIdentitiesModule, providers: [provider], exports: [IDENTITIES] };
  }
}
