import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { streamName, type EventLog } from '@regieboek/eventing';
import type { MessageStore } from '@regieboek/intake';
import type { Fault, Month } from '@regieboek/kernel';
import { EVENT_LOG, load, PROJECTIONS, withinRegion, type Projections } from '@regieboek/platform';
import { declarationDecider } from '../domain/declarations/declaration.js';
import { declarationRow, type DeclarationRow } from '../read-model/declarations/entity.js';
import { declarationsProjection } from '../read-model/declarations/projection.js';
import { MESSAGES, SOURCE } from '../tokens.js';
import { noDeclaration, noLine, type RefusalFilter, type RefusedItem } from './refused-item.js';

/** Columns of a refused line, as the fields of an item. */
const lineColumns: Readonly<Record<string, string>> = {
  ...{ declaration: 'd.id', messageId: 'd.messageId', number: 'd.number', provider: 'd.provider' },
  ...{ municipality: 'd.municipality', period: 'd.period', place: 'l.place', reference: 'l.reference' },
  ...{ assignment: 'l.assignment', youth: 'l.youth', category: 'l.category', code: 'l.code' },
  ...{
    from: 'CAST(l.firstDay AS text)',
    to: 'CAST(l.lastDay AS text)',
    cents: 'CAST(l.cents AS float8)',
    codes: "array_to_string(l.codes, ' ')",
  },
};

/** A refused line as a row; its codes are one text, which the driver reads faster than a list. */
type LineRow = Omit<RefusedItem, 'scope' | 'line' | 'faults' | 'codes'> & {
  readonly place: number;
  readonly codes: string;
};

/** Items of rows; lines with the same codes share one list. */
function linesOf(rows: readonly LineRow[]): RefusedItem[] {
  const lists = new Map<string, readonly string[]>();
  const codesOf = (text: string): readonly string[] => {
    const known = lists.get(text) ?? text.split(' ');
    lists.set(text, known);
    return known;
  };
  return rows.map(({ place, codes, ...row }) => ({
    ...{ scope: 'line', ...row, line: place + 1, codes: codesOf(codes), faults: [] },
  }));
}

/** Limits declarations, known as `d`, to a selection. */
function selected<Row extends object>(
  query: SelectQueryBuilder<Row>,
  region: string,
  { provider, from, to, declaration }: RefusalFilter,
): SelectQueryBuilder<Row> {
  query.where('d.region = :region', { region });
  if (provider !== undefined) query.andWhere('d.provider = :provider', { provider });
  if (from !== undefined) query.andWhere('d.period >= :from', { from });
  if (to !== undefined) query.andWhere('d.period <= :to', { to });
  if (declaration !== undefined) query.andWhere('(d.id = :declaration OR d.number = :declaration)', { declaration });
  return query;
}

/** Refusals of a region: refused lines, and declarations refused as a whole, up to the head of the log. */
@Injectable()
export class Refusals {
  constructor(
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(MESSAGES) private readonly messages: MessageStore,
  ) {}

  /** Refusals of a selection: declarations as a whole first, then lines by month, provider, declaration and place. */
  async of(region: string, filter: RefusalFilter = {}): Promise<RefusedItem[]> {
    await this.projections.catchUp(declarationsProjection, region);
    return withinRegion(region, async () => [
      ...(await this.unread(region, filter)),
      ...(await this.wholes(region, filter)),
      ...(await this.lines(region, filter)),
    ]);
  }

  private async lines(region: string, filter: RefusalFilter): Promise<RefusedItem[]> {
    const query = this.source
      .getRepository(declarationRow)
      .createQueryBuilder('d')
      .select([])
      .innerJoin('line', 'l', 'l.region = d.region AND l.declaration = d.id');
    for (const [field, column] of Object.entries(lineColumns)) query.addSelect(column, field);
    const rows = await selected(query, region, filter)
      .andWhere("d.counts AND l.codes <> '{}'")
      .orderBy('d.period')
      .addOrderBy('d.provider')
      .addOrderBy('d.number')
      .addOrderBy('d.id')
      .addOrderBy('l.place')
      .getRawMany<LineRow>();
    return linesOf(rows);
  }

  private async wholes(region: string, filter: RefusalFilter): Promise<RefusedItem[]> {
    const rows = await selected(this.source.getRepository(declarationRow).createQueryBuilder('d'), region, filter)
      .andWhere('d.approvedLines IS NOT NULL AND NOT d.counts')
      .orderBy({ 'd.period': 'ASC', 'd.provider': 'ASC', 'd.number': 'ASC', 'd.id': 'ASC' })
      .getMany();
    const faults = await this.messages.faultsNamedInLog(rows.map(({ message }) => message));
    const items: RefusedItem[] = [];
    for (const row of rows) items.push(await this.whole(row, faults.get(row.message) ?? []));
    return items;
  }

  private async whole(row: DeclarationRow, faults: readonly Fault[]): Promise<RefusedItem> {
    const { region, id, messageId, number, provider, municipality, period, submittedCents } = row;
    const { state } = await load(this.log, declarationDecider, streamName(region, declarationDecider.category, id));
    const outcome = state.status === 'decided' ? state.outcome : { headerCodes: [], declarationCodes: [] };
    const codes = [...outcome.headerCodes, ...outcome.declarationCodes].filter((code) => code !== '0200');
    return {
      scope: 'declaration',
      ...{ declaration: id, messageId, number, provider, municipality, period: period as Month },
      ...noLine,
      cents: Number(submittedCents),
      codes,
      faults: codes.includes('0001') ? faults : [],
    };
  }

  /** Messages that were refused before they became a declaration; nothing is known by which to select them. */
  private async unread(region: string, filter: RefusalFilter): Promise<RefusedItem[]> {
    if (Object.values(filter).some((value) => value !== undefined)) return [];
    const refused = (await this.messages.list('refused')).filter((message) => message.region === region);
    return refused.map(({ faults }) => ({
      scope: 'declaration',
      ...noDeclaration,
      ...noLine,
      cents: null,
      codes: [],
      faults,
    }));
  }
}
