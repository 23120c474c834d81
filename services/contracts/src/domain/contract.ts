/**
 * A contract with one provider: products, tariffs, capacity and lump sums, valid from the moment they are recorded. Earlier
 * agreements stay in the log, so that a replay uses the agreements known at that time. Jeugdwet art. 2.11.
 */
import type { Decider } from '@regieboek/kernel';
import { contractAgreed, contractWithdrawn, type Contract, type EventOf } from '@regieboek/events';
import { sameContent } from './same-content.js';

export type ContractState =
  | { readonly status: 'none' }
  | { readonly status: 'agreed'; readonly contract: Contract }
  | { readonly status: 'withdrawn' };

export type ContractCommand =
  | { readonly kind: 'agree'; readonly contract: Contract }
  | { readonly kind: 'withdraw'; readonly region: string; readonly provider: string };

type ContractEvent = EventOf<typeof contractAgreed> | EventOf<typeof contractWithdrawn>;

export const contractDecider: Decider<ContractState, ContractCommand, ContractEvent, never> = {
  category: 'contract',
  initial: { status: 'none' },
  decide(command, state) {
    if (command.kind === 'agree') {
      const unchanged = state.status === 'agreed' && sameContent(state.contract, command.contract);
      return unchanged ? [] : [{ type: contractAgreed.type, data: command.contract }];
    }
    if (state.status !== 'agreed') return [];
    return [{ type: contractWithdrawn.type, data: { region: command.region, provider: command.provider } }];
  },
  evolve: (_state, event) =>
    event.type === contractAgreed.type ? { status: 'agreed', contract: event.data } : { status: 'withdrawn' },
};
