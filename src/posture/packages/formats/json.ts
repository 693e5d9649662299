/** An object as it was read, whose names may be anything: only own ones are looked at. */
export type Fields = Readonly<Record<string, unknown>>;

export class Unreadable extends Error {}

/** A whole JSON text that is an object. */
export function readObject(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new Unreadable('is no JSON');
  }
  if (!isFields(value)) throw new Unreadable('is no JSON object');
  return value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own fields of an object; none of anything else. */
export const entriesOf = (value: unknown): [string, unknown][] => (isFields(value) ? Object.entries(value) : []);

export const fieldOf = (value: unknown, name: string): unknown =>
  isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;

export function textOf(value: unknown, name: string): string | undefined {
  const found = fieldOf(value, name);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
