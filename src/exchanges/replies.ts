import {
  type Decimal,
  type Instrument,
  isJsonFault,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  parseJson,
  parseNumber,
} from '../core/index.ts';
import type { Price } from './exchange.ts';

/** Readers for exchanges' replies: each gives `undefined` where the value is not there or not of its kind, and never guesses. */
export function jsonOf(body: string): JsonValue | undefined {
  const value = parseJson(body);
  return isJsonFault(value) ? undefined : value;
}

export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** A string or number as text. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'string' ? value : undefined;
}

export function amountOf(value: JsonValue | undefined): Decimal | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : parseNumber(text);
}

/** Milliseconds since the epoch, as a string or number. */
export function timeOf(value: JsonValue | undefined): number | undefined {
  const text = textOf(value) ?? '';
  return /^\d{12,14}$/.test(text) ? Number(text) : undefined;
}

/** Bid and ask with their middle, when both are above zero. */
export function topOfBook(
  bid: Decimal | undefined,
  ask: Decimal | undefined,
): Required<Pick<Price, 'price' | 'bid' | 'ask'>> | undefined {
  if (bid === undefined || ask === undefined || bid <= 0n || ask <= 0n) return undefined;
  return { price: ((bid + ask) / 2n) as Decimal, bid, ask };
}

/** Drops every market that two instruments claim, for one rule and one price would stand for both. */
export function withoutTwins(instruments: readonly Instrument[]): readonly Instrument[] {
  const claims = new Map<string, number>();
  for (const { market } of instruments) claims.set(market, (claims.get(market) ?? 0) + 1);
  return instruments.filter(({ market }) => claims.get(market) === 1);
}
