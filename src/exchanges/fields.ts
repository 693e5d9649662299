import {
  type Decimal,
  formatDecimal,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  parseNumber,
  type Refusal,
  refuse,
} from '../core/index.ts';
import type { Param } from './exchange.ts';

/**
 * What a parameter of a trade or settings endpoint may hold. `amount`: a number of at least zero, read exactly and spelt in plain digits;
 * `flag` leaves as true or false, `integer` without leading zeros.
 * `refused`: known to the exchange, but changes the order in a way that is not modelled. `elsewhere`: read by the caller (nested values).
 */
export type Kind =
  | 'amount'
  | 'integer'
  | 'flag'
  | 'id'
  | 'symbol'
  | 'text'
  | 'refused'
  | 'elsewhere'
  | readonly string[];
export type FieldTable = Readonly<Record<string, Kind>>;

const SYNTAX: Record<string, RegExp> = {
  integer: /^-?\d{1,20}$/,
  flag: /^(?:true|false|TRUE|FALSE|0|1)$/,
  id: /^[A-Za-z0-9_.:/-]{1,128}$/,
  symbol: /^[A-Za-z0-9_./:-]{1,40}$/,
  text: /^[\x20-\x7e]{0,200}$/,
};

/** A JSON number that every reader takes for the same id: `1e3` and 2^53 + 1 are other numbers to some. */
const EXACT_ID = /^(?:0|[1-9]\d{0,14})$/;

interface Field {
  readonly text: string;
  readonly decimal?: Decimal;
  readonly json: 'string' | 'number' | 'boolean';
}

/** The validated parameters of one request; the only thing from which its upstream request is made. */
export class Fields {
  readonly #fields = new Map<string, Field>();

  /** Reads query or form parameters; a refusal names the first that the table does not allow. */
  static ofParams(params: readonly Param[], table: FieldTable): Fields | Refusal {
    const fields = new Fields();
    for (const [name, value] of params) {
      const refusal = fields.#read(name, value, 'string', table);
      if (refusal) return refusal;
    }
    return fields;
  }

  /** Reads a JSON object of scalars; entries of kind `elsewhere` are left to the caller. */
  static ofJson(object: JsonObject, table: FieldTable): Fields | Refusal {
    const fields = new Fields();
    for (const [name, value] of Object.entries(object)) {
      const kind = Object.hasOwn(table, name) ? table[name] : undefined;
      if (kind === 'elsewhere') continue;
      if (kind === undefined)
        return refuse('parameter-unknown', `parameter ${printable(name)} is not known for this endpoint`);
      if (kind === 'refused') return refuse('not-modelled', `parameter ${name} is not modelled`);
      const scalar = scalarOf(value);
      if (!scalar) return refuse('parameter-invalid', `parameter ${printable(name)} is not a plain value`);
      const refusal = fields.#read(name, scalar.text, scalar.json, table);
      if (refusal) return refusal;
    }
    return fields;
  }

  #read(name: string, text: string, json: Field['json'], table: FieldTable): Refusal | undefined {
    const kind = Object.hasOwn(table, name) ? table[name] : undefined;
    if (kind === undefined || kind === 'elsewhere') {
      return refuse('parameter-unknown', `parameter ${printable(name)} is not known for this endpoint`);
    }
    if (kind === 'refused') return refuse('not-modelled', `parameter ${name} is not modelled`);
    if (this.#fields.has(name)) return refuse('parameter-invalid', `parameter ${name} appears twice`);
    if (kind === 'amount') {
      const decimal = parseNumber(text);
      if (decimal === undefined || decimal < 0n) {
        return refuse('parameter-invalid', `parameter ${name} cannot be read as an exact amount`);
      }
      this.#fields.set(name, { text: formatDecimal(decimal), decimal, json });
      return undefined;
    }
    if (kind === 'id' && json !== 'string' && !(json === 'number' && EXACT_ID.test(text))) {
      return refuse('parameter-invalid', `parameter ${name} is neither a text nor a plain number`);
    }
    const fits = typeof kind === 'string' ? SYNTAX[kind]!.test(text) : kind.includes(text);
    if (!fits) {
      return typeof kind === 'string'
        ? refuse('parameter-invalid', `parameter ${name} is not a valid ${kind}`)
        : refuse('not-modelled', `parameter ${name} has a value that is not modelled: ${printable(text)}`);
    }
    this.#fields.set(name, plain(kind, text, json));
    return undefined;
  }

  /** The text of a parameter; `undefined` when absent or empty. */
  text(name: string): string | undefined {
    const text = this.#fields.get(name)?.text;
    return text === '' ? undefined : text;
  }

  amount(name: string): Decimal | undefined {
    return this.#fields.get(name)?.decimal;
  }

  flag(name: string): boolean {
    return this.#fields.get(name)?.text === 'true';
  }

  /** Adds a value of Keyward's own, for example a client order id, or gives one that was read the JSON type that the documents name. */
  add(name: string, text: string, json: 'string' | 'boolean' = 'string'): void {
    this.#fields.set(name, { text, json });
  }

  /** As query or form parameters, in the order read. */
  toParams(): Param[] {
    return [...this.#fields].map(([name, { text }]) => [name, text] as const);
  }

  /** As a JSON object with each value of the JSON type that it came as. */
  toJson(): JsonObject {
    const object: JsonObject = Object.create(null);
    for (const [name, { text, json }] of this.#fields) {
      object[name] = json === 'number' ? new JsonNumber(text) : json === 'boolean' ? text === 'true' : text;
    }
    return object;
  }
}

/** Flags and whole numbers in the one spelling that every reader takes alike: `1` is no flag everywhere, and `007` names what `7` names. */
function plain(kind: Kind, text: string, json: Field['json']): Field {
  if (kind === 'flag') {
    return { text: /^(?:1|true)$/i.test(text) ? 'true' : 'false', json: json === 'number' ? 'boolean' : json };
  }
  return { text: kind === 'integer' ? String(BigInt(text)) : text, json };
}

function scalarOf(value: JsonValue): { text: string; json: Field['json'] } | undefined {
  if (typeof value === 'string') return { text: value, json: 'string' };
  if (value instanceof JsonNumber) return { text: value.text, json: 'number' };
  if (typeof value === 'boolean') return { text: String(value), json: 'boolean' };
  return undefined;
}

/** A bot's own text inside a message: short, printable ASCII only. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);
}
