/** Simulated numbers of occupied places per night. */
import type { PlacesHistory } from './history.js';
import { durationFor, type Durations } from './durations.js';
import { randomOf, type Random } from './random.js';
import type { Scenario } from './scenario.js';

/** Numbers of a simulation. */
export interface Simulation {
  readonly nights: number;
  readonly paths: number;
  readonly seed: number;
  readonly scenario: Scenario;
}

/** Prior of Jeffreys for the rate of a Poisson process. */
const PRIOR_SHAPE = 0.5;

/** Adds a stay to the changes per night: occupied from its first night, free from the night of its departure. */
function note(changes: Int32Array, first: number, departure: number): void {
  if (first < changes.length) changes[first] = (changes[first] ?? 0) + 1;
  if (departure < changes.length) changes[departure] = (changes[departure] ?? 0) - 1;
}

const shortened = (durations: Durations, least: number, draw: number, daysShorter: number): number =>
  Math.max(durationFor(durations, least, draw) - daysShorter, least);

/** Changes per night of one path: stays that go on end, others begin at a rate drawn for this path. */
function changesOf(history: PlacesHistory, { nights, scenario }: Simulation, random: Random): Int32Array {
  const changes = new Int32Array(nights);
  const { durations } = history;
  const lasting = (least: number): number => shortened(durations, least, random.exponential(), scenario.daysShorter);
  for (const elapsed of history.elapsed) note(changes, 0, lasting(elapsed) - elapsed);
  const rate = (random.gamma(history.inflow.arrivals + PRIOR_SHAPE) / history.inflow.days) * scenario.inflow;
  for (let at = random.exponential() / rate; at < nights; at += random.exponential() / rate) {
    const first = Math.floor(at);
    note(changes, first, first + lasting(1));
  }
  return changes;
}

/**
 * Occupied places per night and path, in order within each night. Stays that go on get a remaining duration given the nights
 * already spent (Davis and Fard, Theoretical bounds and approximation of the probability mass function of future hospital bed
 * demand, 2018); arrivals are Poisson with a gamma-distributed rate.
 */
export function simulate(history: PlacesHistory, simulation: Simulation): readonly Int32Array[] {
  const random = randomOf(simulation.seed);
  const nights = Array.from({ length: simulation.nights }, () => new Int32Array(simulation.paths));
  for (let path = 0; path < simulation.paths; path += 1) {
    let occupied = 0;
    for (const [night, change] of changesOf(history, simulation, random).entries()) {
      occupied += change;
      const counts = nights[night];
      if (counts) counts[path] = occupied;
    }
  }
  return nights.map((counts) => counts.sort());
}
