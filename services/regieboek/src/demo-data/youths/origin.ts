import type { Random } from '../random.js';
import type { Setting } from '../region/setting.js';

/** Inputs of a biography: the region, a serial number, a BSN and a source of chance. */
export interface Origin {
  readonly setting: Setting;
  readonly serial: number;
  readonly bsn: string;
  readonly random: Random;
}
