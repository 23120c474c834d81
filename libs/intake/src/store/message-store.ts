import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Pool } from 'pg';
import { Turns, type Cipher, type Fault, type IdUse, type Resumed } from '@regieboek/platform';
import { MessageAttempts } from './attempts.js';

/**
 * received: kept, not taken in yet; processed: taken in; refused: kept with its faults, can be tried again; waiting: kept
 * until a message that comes before it was taken in; parked: kept with the reason, and not tried again before somebody
 * says so.
 */
export type MessageStatus = 'received' | 'processed' | 'refused' | 'waiting' | 'parked';

/** What is known about a received message or file, apart from its content. */
export interface ReceivedMessage {
  /** Keyed id of the bytes as received (hex): the same bytes have the same id, and nobody outside can tell which bytes. */
  readonly id: string;
  readonly kind: string;
  readonly status: MessageStatus;
  readonly region: string | null;
  readonly faults: readonly Fault[];
  /** What taking it in led to, for the answer on a repeat. */
  readonly result: unknown;
}

/** What became of a message. */
export interface Settlement {
  readonly status: 'processed' | 'refused' | 'waiting';
  readonly region: string | null;
  readonly faults: readonly Fault[];
  readonly result: unknown;
  /** What its sender is answered, if anything: kept with it, and never changed. */
  readonly answer?: SentAnswer | undefined;
}

/** An answer to a message, and what the message was sent as: equal for messages that cannot be told apart by their sender. */
export interface SentAnswer {
  readonly content: string;
  readonly sentAs: string;
}

/** A message up to this size is sealed sooner than it is looked for: most of them are new. */
const SMALL_BYTES = 64 * 1024;

const columns = 'id, kind, status, region, faults, result';

/**
 * Messages and files exactly as they were received, encrypted, so that nothing that arrived is ever lost: it is kept
 * before it is read. The id is a keyed hash of the content, so the same file is the same message; in the log of a region a
 * message has another id, keyed for that region.
 */
export class MessageStore {
  private readonly turns = new Turns(Infinity);

  constructor(
    private readonly pool: Pool,
    private readonly cipher: Cipher,
    private readonly schema: string,
  ) {}

  /** Keeps a message. Gives what was known of it before, with status 'received' when it is new. */
  async receive(body: Uint8Array, kind: string): Promise<ReceivedMessage> {
    const id = this.cipher.id(null, 'message', body);
    const before = body.length > SMALL_BYTES ? await this.find(id) : undefined;
    if (before) return before;
    const { rowCount } = await this.pool.query(
      `INSERT INTO ${this.schema}.message (id, kind, status, sealed) VALUES ($1, $2, 'received', $3) ON CONFLICT DO NOTHING`,
      [id, kind, this.sealed(body, id, 'message')],
    );
    const known = rowCount === 0 ? await this.find(id) : undefined;
    if (known) return known;
    return { id, kind, status: 'received', region: null, faults: [], result: null };
  }

  /** Id that follows from a message or what comes of it, in the log of a region. */
  idIn(region: string, content: string, use: IdUse = 'message'): string {
    return this.cipher.id(region, use, content);
  }

  /** Notes what a message is called in the log of its region, and gives that. */
  async nameInLog(region: string, id: string): Promise<string> {
    const logId = this.idIn(region, id);
    await this.pool.query(`UPDATE ${this.schema}.message SET log_id = $2 WHERE id = $1`, [id, logId]);
    return logId;
  }

  /** Content of a message by what it is called in the log. Throws when it is not there. */
  async openNamedInLog(logId: string): Promise<Buffer> {
    const { rows } = await this.pool.query<{ id: string }>(`SELECT id FROM ${this.schema}.message WHERE log_id = $1`, [
      logId,
    ]);
    if (!rows[0]) throw new Error(`message ${logId} of the log is not in the vault`);
    return this.open(rows[0].id);
  }

  /**
   * Records what became of a message, and the answer to it in the same statement. Gives false, and changes nothing, when
   * the message was answered before.
   */
  async settle(id: string, { status, region, faults, result, answer }: Settlement): Promise<boolean> {
    const sealed = answer ? this.sealed(Buffer.from(answer.content), id, 'answer') : null;
    const { rowCount } = await this.pool.query(
      `UPDATE ${this.schema}.message SET status = $2, region = $3, faults = $4, result = $5, answer = $6, sent_as = $7, attempts = 0
       WHERE id = $1 AND answer IS NULL`,
      [id, status, region, JSON.stringify(faults), JSON.stringify(result), sealed, answer?.sentAs ?? null],
    );
    return rowCount === 1;
  }

  /** Who counts and parks messages that cannot be taken in. */
  get attempts(): MessageAttempts {
    return new MessageAttempts(this.pool, this.schema);
  }

  /** Takes in a message when no other attempt at the same one is under way in this process. */
  inTurn<Result>(body: Uint8Array, work: () => Promise<Result>): Promise<Result> {
    return this.turns.take(this.cipher.id(null, 'message', body), work);
  }

  /** Whether another message than this one was sent as the same, and answered. */
  async isSentBefore(sentAs: string, id: string): Promise<boolean> {
    // Without LIMIT: expecting many rows alike, the planner would rather look for the first one through the whole table.
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

  /** Messages of a status, oldest first. */
  async list(status: MessageStatus): Promise<ReceivedMessage[]> {
    const { rows } = await this.pool.query<ReceivedMessage>(
      `SELECT ${columns} FROM ${this.schema}.message WHERE status = $1 ORDER BY received_at, id`,
      [status],
    );
    return rows;
  }

  /**
   * Takes up again, oldest first, what was received as one of the kinds and never settled: a process ended in between,
   * or something needed was away. What fails again stays received, and the others go on. Gives how many were settled
   * and what the others failed with.
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
    return { settled: left.length - failures.length, failures };
  }

  /** Content of a message as it was received. Throws when it is not there, or the vault key is another one. */
  async open(id: string): Promise<Buffer> {
    const { rows } = await this.pool.query<{ sealed: Buffer }>(
      `SELECT sealed FROM ${this.schema}.message WHERE id = $1`,
      [id],
    );
    if (!rows[0]) throw new Error(`message ${id} is not in the vault`);
    return zstdDecompressSync(this.cipher.open(rows[0].sealed, `message/${id}`));
  }

  /** The answer to a message, always the same; null when it has none. Throws when the vault key is another one. */
  async openAnswer(id: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ answer: Buffer | null }>(
      `SELECT answer FROM ${this.schema}.message WHERE id = $1`,
      [id],
    );
    const answer = rows[0]?.answer;
    return answer ? zstdDecompressSync(this.cipher.open(answer, `answer/${id}`)).toString('utf8') : null;
  }

  /** Messages say the same words over and over: compressed before they are sealed they are a tenth of their size. */
  private sealed(body: Uint8Array, id: string, use: 'message' | 'answer'): Buffer {
    return this.cipher.seal(zstdCompressSync(body), `${use}/${id}`);
  }
}
