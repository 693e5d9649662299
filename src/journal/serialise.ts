import {
  isJsonFault,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  KeywardError,
  parseJson,
  scrub,
  writeJson,
} from '../core/index.ts';
import type { EntryFields, Kind } from './entries.ts';
import { FRAME_BYTES, MAX_LINE_BYTES } from './format.ts';

export interface Serialised {
  /** The inside of a JSON object, scrubbed. */
  readonly text: string;
  readonly bytes: number;
  /** False when scrubbing changed something, so that the fields given are not what is written. */
  readonly isAsGiven: boolean;
}

/** Turns the fields of an entry into text without any watched secret. Throws `internal` when they are too long for a line. */
export function serialise<K extends Kind>(kind: K, fields: EntryFields[K]): Serialised {
  const given = jsonOf(fields);
  const clean = scrub(given) === given ? given : scrubValues(given);
  const text = clean.slice(1, -1);
  const bytes = Buffer.byteLength(text);
  if (bytes + FRAME_BYTES > MAX_LINE_BYTES) {
    throw new KeywardError(
      'internal',
      `a journal entry of kind ${kind} has ${bytes} bytes, which is too long for a line`,
    );
  }
  return { text, bytes, isAsGiven: clean === given };
}

/** Numbers in `params` keep the spelling that the bot used; everything else is plain. */
function jsonOf(fields: EntryFields[Kind]): string {
  if (!('params' in fields)) return JSON.stringify(fields);
  const rest = JSON.stringify({ ...fields, params: undefined });
  return `${rest.slice(0, -1)},"params":${writeJson(fields.params as JsonObject)}}`;
}

/** Scrubs value by value, because a secret cut out of JSON text could leave text that is none. Names of fields are ours and stay. */
function scrubValues(text: string): string {
  const value = parseJson(text);
  if (isJsonFault(value)) throw new KeywardError('internal', 'the fields of a journal entry are not JSON');
  return writeJson(scrubbed(value));
}

function scrubbed(value: JsonValue): JsonValue {
  if (typeof value === 'string') return scrub(value);
  if (value instanceof JsonNumber) return scrub(value.text) === value.text ? value : scrub(value.text);
  if (Array.isArray(value)) return value.map(scrubbed);
  if (typeof value !== 'object' || value === null) return value;
  const clean: JsonObject = Object.create(null);
  for (const [name, member] of Object.entries(value)) clean[name] = scrubbed(member);
  return clean;
}
