import { mustReach } from '@regieboek/isolation';
import { InvalidRequest } from './event-log.js';

const region = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const category = /^[a-z][A-Za-z0-9]*$/;
const id = /^[A-Za-z0-9][A-Za-z0-9._:~-]*$/;
const stream = /^[A-Za-z0-9][A-Za-z0-9_-]*\.[a-z][A-Za-z0-9]*-[A-Za-z0-9][A-Za-z0-9._:~-]*$/;

/** Longest stream name, in characters. */
export const STREAM_NAME_LENGTH_MAX = 255;

const refuse = (fault: string): never => {
  throw new InvalidRequest([fault]);
};

/** The fault in a stream name, or undefined. */
export function faultInStream(name: string): string | undefined {
  if (stream.test(name) && name.length <= STREAM_NAME_LENGTH_MAX) return undefined;
  return `Stream name ${JSON.stringify(name.slice(0, 80))} must be <region>.<category>-<id>, at most ${STREAM_NAME_LENGTH_MAX} characters, with one camelCase word as category: build it with streamName().`;
}

/** `<region>.<category>-<id>`; throws InvalidRequest when a part would make the name ambiguous. */
export function streamName(regionCode: string, categoryName: string, entityId: string): string {
  checkRegion(regionCode);
  if (!category.test(categoryName))
    refuse(`Category ${JSON.stringify(categoryName)} must be one camelCase word of letters and digits.`);
  if (!id.test(entityId)) refuse(`Id ${JSON.stringify(entityId)} may contain only letters, digits and . _ : ~ -.`);
  const name = `${regionCode}.${categoryName}-${entityId}`;
  const fault = faultInStream(name);
  return fault ? refuse(fault) : name;
}

/** The region of a stream: the part of its name before the first dot. */
export function regionOf(name: string): string {
  const dot = name.indexOf('.');
  return dot > 0 ? name.slice(0, dot) : refuse(faultInStream(name) ?? `Stream ${name} has no region.`);
}

/** Throws InvalidRequest unless the text can be the region part of a stream name. */
export function checkRegion(code: string): void {
  if (!region.test(code)) refuse(`Region ${JSON.stringify(code)} may contain only letters, digits, _ and -.`);
}

/** Throws InvalidRequest unless the text can name a region, and OtherRegion when the current work is bound to another region. */
export function mustOpen(code: string): void {
  checkRegion(code);
  mustReach(code);
}

/** Throws InvalidRequest unless the text is a stream name, and OtherRegion when the current work is bound to another region. */
export function checkStream(name: string): void {
  const fault = faultInStream(name);
  if (fault) refuse(fault);
  mustReach(regionOf(name));
}
