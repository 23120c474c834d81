import { CommandBus, QueryBus, type Command, type Query } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '@regieboek/access';
import { asActor, overAllRegions, type SeenByRegion } from '@regieboek/platform';

/** Commands and queries of the product, over all regions unless the caller named one. */
export interface Ledger {
  /** Executes a command of any service. Throws a Refusal when it is refused. */
  execute<Result>(command: Command<Result>): Promise<Result>;
  /** Answers a query of any service. */
  ask<Result>(query: Query<Result>): Promise<Result>;
}

/** The ledger of an application for an actor; youths whose data it is given are added to `seen`. */
export function ledgerAs(context: INestApplicationContext, actor: Actor, seen: SeenByRegion = new Map()): Ledger {
  const commands = context.get(CommandBus, { strict: false });
  const queries = context.get(QueryBus, { strict: false });
  const as = <Result>(work: () => Promise<Result>): Promise<Result> => asActor(actor, () => overAllRegions(work), seen);
  return {
    execute: <Result>(command: Command<Result>) => as<Result>(() => commands.execute(command)),
    ask: <Result>(query: Query<Result>) => as<Result>(() => queries.execute(query)),
  };
}
