import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Most objects of one kind that are kept; the oldest go first. */
const KEPT_MAX = 1_000;

/** Sessions, grants and codes of the demo's provider, in memory: they end with the process. */
export class MemoryAdapter implements Adapter {
  private readonly kept = new Map<string, Kept>();

  async upsert(id: string, payload: AdapterPayload, expiresIn = 3_600): Promise<void> {
    this.kept.delete(id);
    this.kept.set(id, { payload, until: Date.now() + expiresIn * 1_000 });
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_MAX && oldest !== undefined) this.kept.delete(oldest);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = this.kept.get(id);
    return found && found.until > Date.now() ? found.payload : undefined;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findBy((payload) => payload.uid === uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findBy((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const found = await this.find(id);
    if (found) found.consumed = Math.floor(Date.now() / 1_000);
  }

  async destroy(id: string): Promise<void> {
    this.kept.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.kept) if (payload.grantId === grantId) this.kept.delete(id);
  }

  private async findBy(is: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    for (const id of this.kept.keys()) {
      const payload = await this.find(id);
      if (payload && is(payload)) return payload;
    }
    return undefined;
  }
}
