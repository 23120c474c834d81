import { Faults, type Fault } from '@regieboek/kernel';

/** The faults of a file or body for responses and storage: the first ones, and the number of others. */
export function listed(faults: Faults<Fault>): Fault[] {
  const { kept, more } = faults;
  return more === null ? [...kept] : [...kept, { place: 'file', text: more }];
}

/** Problems as faults, at most as many as a response lists; `faultOf` is called for those only. */
export function bounded<Issue>(issues: readonly Issue[], faultOf: (issue: Issue) => Fault): Fault[] {
  const found = new Faults<Issue>();
  for (const issue of issues) found.add(issue);
  const faults = found.kept.map(faultOf);
  return found.more === null ? faults : [...faults, { place: 'file', text: found.more }];
}
