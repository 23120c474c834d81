import { describe, it } from '@jest/globals';
import { contractAgreed, contractWithdrawn, type Contract } from '@regieboek/events';
import { fromDay, toDay } from '@regieboek/kernel';
import { given } from '@regieboek/kernel/testing';
import { contractDecider } from './contract.js';

const contract: Contract = {
  region: 'zhz',
  provider: '99990001',
  name: 'Voorbeeld',
  from: fromDay(toDay('2024-01-01')),
  to: null,
  products: [],
  lumpSums: [],
  capacity: [],
};
const agreed = (data: Contract) => ({ type: contractAgreed.type, data });
const withdrawn = { type: contractWithdrawn.type, data: { region: 'zhz', provider: '99990001' } };
const withdraw = { kind: 'withdraw', ...withdrawn.data } as const;
const later = { ...contract, name: 'Later' };

describe('a contract', () => {
  it('is recorded once, in any order of its fields', () => {
    given(contractDecider).when({ kind: 'agree', contract }).then(agreed(contract));
    given(contractDecider, agreed(contract)).when({ kind: 'agree', contract }).thenNothing();
    const { capacity, lumpSums, ...rest } = contract;
    given(contractDecider, agreed(contract))
      .when({ kind: 'agree', contract: { lumpSums, capacity, ...rest } })
      .thenNothing();
  });

  it('with other content replaces the previous one, and only the last one counts', () => {
    given(contractDecider, agreed(contract)).when({ kind: 'agree', contract: later }).then(agreed(later));
    given(contractDecider, agreed(contract), agreed(later)).when({ kind: 'agree', contract }).then(agreed(contract));
  });

  it('is withdrawn once, and only when it is current', () => {
    given(contractDecider, agreed(contract)).when(withdraw).then(withdrawn);
    given(contractDecider, agreed(contract), withdrawn).when(withdraw).thenNothing();
    given(contractDecider).when(withdraw).thenNothing();
  });

  it('that was withdrawn can be agreed again unchanged', () => {
    given(contractDecider, agreed(contract), withdrawn).when({ kind: 'agree', contract }).then(agreed(contract));
  });
});
