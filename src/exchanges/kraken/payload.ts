import {
  isJsonObject,
  isRefusal,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  type Refusal,
  refuse,
} from '../../core/index.ts';
import type { BotRequest, Param } from '../exchange.ts';
import { Fields, type FieldTable } from '../fields.ts';
import { forms } from './tables.ts';

/** What a private request carries: a form, or the JSON that some calls ask for; without its nonce. */
export type Payload =
  | { readonly kind: 'form'; readonly params: readonly Param[] }
  | { readonly kind: 'json'; readonly object: JsonObject };

/** Kraken reads a price that starts with `+`, `-` or `#`, or ends with `%`, as relative to the market. */
const RELATIVE = /^[+\-#]|%$/;

/** The payload of a private request; refuses what belongs to the exchange key alone. */
export function payloadOf(request: BotRequest): Payload | Refusal {
  if (request.rawQuery !== '')
    return refuse('parameter-invalid', 'a private endpoint takes its parameters in the body');
  const { body } = request;
  if (body.kind === 'json' && !isJsonObject(body.value)) return refuse('http-body', 'the body is not a JSON object');
  const payload: Payload =
    body.kind === 'json'
      ? { kind: 'json', object: without(body.value as JsonObject, 'nonce') }
      : { kind: 'form', params: body.kind === 'form' ? body.params.filter(([name]) => name !== 'nonce') : [] };
  if (namesOf(payload).includes('otp')) {
    return refuse(
      'parameter-unknown',
      'parameter otp is not known: a second factor belongs to the exchange key, not to the bot',
    );
  }
  return payload;
}

export function namesOf(payload: Payload): readonly string[] {
  return payload.kind === 'json' ? Object.keys(payload.object) : payload.params.map(([name]) => name);
}

/** The validated parameters of a payload, with flags and order flags in one spelling; a refusal names the first that is not allowed. */
export function readPayload(payload: Payload, table: FieldTable): Fields | Refusal {
  return payload.kind === 'json' ? readObject(payload.object, table) : readParams(payload.params, table);
}

export function readObject(object: JsonObject, table: FieldTable): Fields | Refusal {
  const texts = Object.entries(object).map(([name, value]) => [name, textOf(value)] as const);
  return finish(texts, table, () => Fields.ofJson(object, table));
}

function readParams(params: readonly Param[], table: FieldTable): Fields | Refusal {
  return finish(params, table, () => Fields.ofParams(params, table));
}

function finish(
  texts: readonly (readonly [name: string, text: string | undefined])[],
  table: FieldTable,
  read: () => Fields | Refusal,
): Fields | Refusal {
  for (const [name, text] of texts) {
    const refusal = misfit(name, text, table);
    if (refusal) return refusal;
  }
  const fields = read();
  if (isRefusal(fields)) return fields;
  for (const [name, text] of fields.toParams()) {
    const kind = table[name];
    // In JSON a true boolean: an order counts as a mere check only if the exchange surely takes `validate` for one.
    if (Array.isArray(kind) && kind.includes('false')) {
      fields.add(name, /^(?:1|true)$/i.test(text) ? 'true' : 'false', 'boolean');
    }
  }
  return orderFlags(fields);
}

/** What the shared table cannot say: empty values, relative prices, spellings. */
function misfit(name: string, text: string | undefined, table: FieldTable): Refusal | undefined {
  const kind = Object.hasOwn(table, name) ? table[name] : undefined;
  if (kind === undefined || kind === 'elsewhere') return undefined;
  if (kind === 'refused') return refuse('not-modelled', `parameter ${name} is not modelled`);
  if (text === undefined) return undefined;
  if (text === '') return refuse('parameter-invalid', `parameter ${name} is empty`);
  if (kind === 'amount' && RELATIVE.test(text)) {
    return refuse(
      'not-modelled',
      `parameter ${name} is relative to the market, so the size of the order cannot be known`,
    );
  }
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  return form && !form.test(text)
    ? refuse('parameter-invalid', `parameter ${name} is not spelt as documented`)
    : undefined;
}

const knownFlags = new Set(['post', 'fcib', 'fciq', 'viqc']);

/** Each flag once. `nompp` would switch off the price protection of market orders, on which their size rests. */
function orderFlags(fields: Fields): Fields | Refusal {
  const text = fields.text('oflags');
  if (text === undefined) return fields;
  const flags = [...new Set(text.split(','))];
  const unknown = flags.find((flag) => !knownFlags.has(flag));
  if (unknown !== undefined) return refuse('not-modelled', `the order flag ${unknown} is not modelled`);
  if (flags.join(',') !== text) fields.add('oflags', flags.join(','));
  return fields;
}

function textOf(value: JsonValue): string | undefined {
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
}

function without(object: JsonObject, left: string): JsonObject {
  const rest: JsonObject = Object.create(null);
  for (const [name, value] of Object.entries(object)) if (name !== left) rest[name] = value;
  return rest;
}
