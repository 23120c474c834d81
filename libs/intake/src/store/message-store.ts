import { zstdCompressSync } from 'node:zlib';
import type { Pool } from 'pg';
import { Refusal } from '@regieboek/kernel';
import { KeyedQueue, type Cipher, type Fault, type IdUse, type Resumed } from '@regieboek/platform';
import { MessageAttempts } from './attempts.js';
import { isErased, unpacked, type OpenedMessage } from './parts/container.js';
import { Protection, type People, type ProtectedMessage } from './parts/protection.js';

/**
 * received: stored, not processed yet; processed: recorded; refused: stored with its faults, can be tried again;
 * waiting: stored until an earlier message is processed; parked: stored with the reason, not tried again until a person
 * retries it.
 */
export type MessageStatus = 'received' | 'processed' | 'refused' | 'waiting' | 'parked';

/** A received message or file, without its content. */
export interface ReceivedMessage {
  /**
   * Keyed id of the received bytes (hex): equal bytes have equal ids, and without the key an id does not reveal the
   * bytes.
   */
  readonly id: string;
  readonly kind: string;
  readonly status: MessageStatus;
  readonly region: string | null;
  readonly faults: readonly Fault[];
  /** Result of processing the message, for the answer to a repeat. */
  readonly result: unknown;
  /** True when it was stored just now. */
  readonly isNew?: true;
}

/** Outcome of a message. */
export interface Settlement {
  readonly status: 'processed' | 'refused' | 'waiting';
  readonly region: string | null;
  readonly faults: readonly Fault[];
  readonly result: unknown;
  /** Answer to the sender, if any: stored with the outcome and never changed. */
  readonly answer?: SentAnswer | undefined;
  /** The message as received: storing the outcome also encrypts it with the keys of the youths whom it names. */
  readonly body?: Uint8Array | undefined;
  /** Youths of the region in it by BSN, as far as they are known already. */
  readonly youths?: ReadonlyMap<string, string> | undefined;
}

/** An answer to a message, and its identity as sent: equal for messages that their sender cannot tell apart. */
export interface SentAnswer {
  readonly content: string;
  readonly sentAs: string;
}

/** Messages up to this size are encrypted before the lookup: most of them are new. */
const SMALL_BYTES = 64 * 1024;

const columns = 'id, kind, status, region, faults, result';

const erased = (): Refusal =>
  new Refusal('youth-erased', 'gone', {
    en: 'this named a youth whose data were erased: it can no longer be given',
    nl: 'dit noemde een jeugdige van wie de gegevens zijn gewist: het kan niet meer worden gegeven',
  });

/**
 * Received messages and files, byte for byte and encrypted. Each is stored before it is read, so that none is lost. The
 * id is a keyed hash of the content, so the same file is the same message; in the log of a region a message has another
 * id, keyed for that region.
 */
export class MessageStore {
  private readonly turns = new KeyedQueue(Infinity);
  private readonly protection: Protection | undefined;

  /** `people` may be omitted when no message names a youth. */

  constructor(
    private readonly pool: Pool,
    private readonly cipher: Cipher,
    private readonly schema: string,
    people?: People,
  ) {
    this.protection = people && new Protection(people);
  }

  /** Stores a message. Returns the existing record of it, or a new one with status 'received', whose first attempt is counted. */
  async receive(body: Uint8Array, kind: string): Promise<ReceivedMessage> {
    const id = this.cipher.id(null, 'message', body);
    const before = body.length > SMALL_BYTES ? await this.find(id) : undefined;
    if (before) return before;
    const { rowCount } = await this.pool.query(
      `INSERT INTO ${this.schema}.message (id, kind, status, sealed, attempts) VALUES ($1, $2, 'received', $3, 1) ON CONFLICT DO NOTHING`,
      [id, kind, this.sealed(body, id)],
    );
    const known = rowCount === 0 ? await this.find(id) : undefined;
    if (known) return known;
    return { id, kind, status: 'received', region: null, faults: [], result: null, isNew: true };
  }

  /** Divides a large message ahead of storing its outcome, while a thread reads it. */
  async readied(body: Uint8Array): Promise<void> {
    await this.protection?.divide(body);
  }

  /** Id derived from a message, or from its effect, for the log of a region. */
  idIn(region: string, content: string, use: IdUse = 'message'): string {
    return this.cipher.id(region, use, content);
  }

  /** Stores and returns the id of a message in the log of its region. */
  async nameInLog(region: string, id: string): Promise<string> {
    const logId = this.idIn(region, id);
    await this.pool.query(`UPDATE ${this.schema}.message SET log_id = $2 WHERE id = $1`, [id, logId]);
    return logId;
  }

  /** The readable parts of a message, by its id in the log. Throws when it does not exist. */
  async openNamedInLog(logId: string): Promise<OpenedMessage> {
    const { rows } = await this.pool.query<{ id: string; sealed: Buffer }>(
      `SELECT id, sealed FROM ${this.schema}.message WHERE log_id = $1`,
      [logId],
    );
    if (!rows[0]) throw new Error(`message ${logId} of the log is missing from the vault`);
    return this.unsealed(rows[0].sealed, `message/${rows[0].id}`);
  }

  /** Faults of messages by their ids in the log; a message without faults is left out. */
  async faultsNamedInLog(logIds: readonly string[]): Promise<ReadonlyMap<string, readonly Fault[]>> {
    if (logIds.length === 0) return new Map();
    const { rows } = await this.pool.query<{ id: string; faults: Fault[] }>(
      `SELECT log_id AS id, faults FROM ${this.schema}.message WHERE log_id = ANY($1) AND faults <> '[]'`,
      [logIds],
    );
    return new Map(rows.map(({ id, faults }) => [id, faults]));
  }

  /**
   * Stores the outcome of a message and its answer in one statement. Returns false and changes nothing when the message
   * already has an answer.
   */
  async settle(id: string, settlement: Settlement): Promise<boolean> {
    const { status, region, faults, result, answer } = settlement;
    const parted = await this.inParts(settlement, `message/${id}`);
    const answered = answer && (await this.sealedAnswer(id, settlement, answer.content));
    const { rowCount } = await this.pool.query(
      `UPDATE ${this.schema}.message SET status = $2, region = $3, faults = $4, result = $5, answer = $6, sent_as = $7,
         sealed = coalesce($8, sealed), youths = coalesce($9, youths), attempts = 0
       WHERE id = $1 AND answer IS NULL`,
      [
        ...[id, status, region, JSON.stringify(faults), JSON.stringify(result), answered ?? null],
        ...[answer?.sentAs ?? null, parted && this.cipher.seal(parted.plain, `message/${id}`), parted?.youths],
      ],
    );
    return rowCount === 1;
  }

  /** Counts attempts and parks messages that keep failing. */
  get attempts(): MessageAttempts {
    return new MessageAttempts(this.pool, this.schema);
  }

  /** Runs `work` for a message when no other attempt at the same message is running in this process. */
  inTurn<Result>(body: Uint8Array, work: () => Promise<Result>): Promise<Result> {
    return this.turns.take(this.cipher.id(null, 'message', body), work);
  }

  /** True when a different message with the same identity was sent and answered. */
  async isSentBefore(sentAs: string, id: string): Promise<boolean> {
    // No LIMIT: with it, the planner expects many matches and scans the whole table for the first one.
    const { rows } = await this.pool.query<{ id: string }>(`SELECT id FROM ${this.schema}.message WHERE sent_as = $1`, [
      sentAs,
    ]);
    return rows.some((row) => row.id !== id);
  }

  /** A message by its id, without its content. */
  async find(id: string): Promise<ReceivedMessage | undefined> {
    const { rows } = await this.pool.query<ReceivedMessage>(
      `SELECT ${columns} FROM ${this.schema}.message WHERE id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Ids of the youths whom a message names; none until it has an outcome. */
  async youthsIn(id: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ youths: string[] | null }>(
      `SELECT youths FROM ${this.schema}.message WHERE id = $1`,
      [id],
    );
    return rows[0]?.youths ?? [];
  }

  /** Messages of a status, oldest first. */
  async list(status: MessageStatus): Promise<ReceivedMessage[]> {
    const { rows } = await this.pool.query<ReceivedMessage>(
      `SELECT ${columns} FROM ${this.schema}.message WHERE status = $1 ORDER BY received_at, id`,
      [status],
    );
    return rows;
  }

  /**
   * Retries, oldest first, messages of these kinds that were received and never settled: a process ended, or a
   * dependency was down. A message that fails again stays received and does not stop the others. Returns the number of
   * settled messages and the failures.
   */
  async resume(kinds: readonly string[], take: (body: Buffer) => Promise<unknown>): Promise<Resumed> {
    const failures: unknown[] = [];
    const left = (await this.list('received')).filter(({ kind }) => kinds.includes(kind));
    for (const { id } of left) {
      try {
        await take(await this.open(id));
      } catch (error) {
        failures.push(error);
      }
    }
    await this.protectLeft().catch((error: unknown) => failures.push(error));
    return { settled: left.length - failures.length, failures };
  }

  /**
   * Carries out erasures, and divides messages that were settled while the vault of identities was unavailable. Throws when
   * it still is.
   */
  private async protectLeft(): Promise<void> {
    if (!this.protection) return;
    await this.protection.allErased();
    const { rows } = await this.pool.query<{ id: string; region: string | null }>(
      `SELECT id, region FROM ${this.schema}.message WHERE youths IS NULL AND status <> 'received'`,
    );
    for (const { id, region } of rows) {
      const place = `message/${id}`;
      const { plain, youths } = await this.protection.protect({ body: await this.open(id), region }, place);
      await this.pool.query(
        `UPDATE ${this.schema}.message SET sealed = $2, youths = $3 WHERE id = $1 AND youths IS NULL`,
        [id, this.cipher.seal(plain, place), youths],
      );
    }
  }

  /** Content of a message as received. Throws when it does not exist, and a Refusal when a youth in it was erased. */
  async open(id: string): Promise<Buffer> {
    const opened = await this.opened(id);
    if (isErased(opened)) throw erased();
    return opened.body;
  }

  /** The readable parts of a message. Throws when it was encrypted with another vault key. */
  private async opened(id: string): Promise<OpenedMessage> {
    const { rows } = await this.pool.query<{ sealed: Buffer }>(
      `SELECT sealed FROM ${this.schema}.message WHERE id = $1`,
      [id],
    );
    if (!rows[0]) throw new Error(`message ${id} is missing from the vault`);
    return this.unsealed(rows[0].sealed, `message/${id}`);
  }

  private async unsealed(sealed: Buffer, place: string): Promise<OpenedMessage> {
    const plain = this.cipher.open(sealed, place);
    return this.protection ? this.protection.open(plain, place) : unpacked(plain, new Map(), place);
  }

  /**
   * The answer to a message, always the same; null when it has none. Throws when it was encrypted with another vault
   * key, and a Refusal when its youth was erased.
   */
  async openAnswer(id: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ answer: Buffer | null }>(
      `SELECT answer FROM ${this.schema}.message WHERE id = $1`,
      [id],
    );
    const answer = rows[0]?.answer;
    if (!answer) return null;
    const opened = await this.unsealed(answer, `answer/${id}`);
    if (isErased(opened)) throw erased();
    return opened.body.toString('utf8');
  }

  /** A message in parts; undefined while the vault of identities is unavailable: the message is then divided later. */
  private async inParts({ body, region, youths }: Settlement, place: string): Promise<ProtectedMessage | undefined> {
    try {
      return body && (await this.protection?.protect({ body, region, youths }, place));
    } catch {
      return undefined;
    }
  }

  private async sealedAnswer(id: string, { region, youths }: Settlement, content: string): Promise<Buffer> {
    const [body, place] = [Buffer.from(content), `answer/${id}`];
    const plain = this.protection
      ? (await this.protection.protect({ body, region, youths }, place)).plain
      : zstdCompressSync(body);
    return this.cipher.seal(plain, place);
  }

  /** Messages repeat the same words: compressing them before encryption makes them ten times smaller. */
  private sealed(body: Uint8Array, id: string): Buffer {
    return this.cipher.seal(zstdCompressSync(body), `message/${id}`);
  }
}
