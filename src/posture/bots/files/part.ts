/** A part of a settings file: what it says and the line (from 1) where it begins. */
export interface Part {
  readonly line: number;
  /** What YAML says of it with a tag: `!reset`. */
  readonly tag?: string;
  readonly value: string | number | boolean | null | readonly Part[] | ReadonlyMap<string, Part>;
}

/** Why a file could not be read as settings. */
export interface Unreadable {
  readonly unreadable: string;
}

export const isUnreadable = (read: Part | Unreadable): read is Unreadable => 'unreadable' in read;

/** The part below these names; absent where one is not there. */
export function partAt(part: Part | undefined, ...names: readonly string[]): Part | undefined {
  return names.reduce((at, name) => entriesOf(at)?.get(name), part);
}

export function entriesOf(part: Part | undefined): ReadonlyMap<string, Part> | undefined {
  return part?.value instanceof Map ? part.value : undefined;
}

/** The parts of a list; of anything else none. */
export function itemsOf(part: Part | undefined): readonly Part[] {
  return Array.isArray(part?.value) ? part.value : [];
}

/** A text that says something; numbers are told as text. */
export function textOf(part: Part | undefined): string | undefined {
  const value = part?.value;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
