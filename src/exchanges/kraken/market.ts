import { type Decimal, type Instrument, type JsonObject, type JsonValue, one, parseNumber } from '../../core/index.ts';
import { getOf } from '../endpoints.ts';
import type { Call, Environment, MarketData, Param, Price, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf, topOfBook } from '../replies.ts';
import { facts } from './facts.ts';

/** Kraken's asset names in the field's words, as ccxt 4.5.84 has them; those not listed are the same. */
const codes: Readonly<Record<string, string>> = {
  FEE: 'KFEE',
  LUNA: 'LUNC',
  LUNA2: 'LUNA',
  REP: 'REPV1',
  REPV2: 'REP',
  UST: 'USTC',
  XBT: 'BTC',
  XDG: 'DOGE',
  XETC: 'ETC',
  XETH: 'ETH',
  XLTC: 'LTC',
  XMLN: 'MLN',
  XREP: 'REP',
  XXBT: 'BTC',
  XXDG: 'DOGE',
  XXLM: 'XLM',
  XXMR: 'XMR',
  XXRP: 'XRP',
  XZEC: 'ZEC',
  ZAUD: 'AUD',
  ZCAD: 'CAD',
  ZEUR: 'EUR',
  ZGBP: 'GBP',
  ZJPY: 'JPY',
  ZUSD: 'USD',
};

/** More pairs than this are asked for all at once. */
const MAX_NAMED = 40;

const unreadable: Unclear = { unclear: true, cause: 'unreadable', message: 'the answer has not the documented shape' };

const ask = (name: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, `/0/public/${name}`, query, environment);

function resultOf(body: string): JsonObject | undefined {
  const value = objectOf(jsonOf(body));
  return listOf(value?.['error'])?.length === 0 ? objectOf(value?.['result']) : undefined;
}

/** The field's word for an asset; what follows a dot (`XBT.F`) is kept. */
export function codeOf(asset: string): string {
  const [head = '', ...tail] = asset.split('.');
  return [Object.hasOwn(codes, head) ? codes[head] : head, ...tail].join('.');
}

function readInstruments(_call: Call, body: string): readonly Instrument[] | Unclear {
  const pairs = resultOf(body);
  if (!pairs) return unreadable;
  const read = Object.entries(pairs).flatMap(([symbol, value]) => {
    const found = instrumentOf(symbol, objectOf(value));
    return found ? [found] : [];
  });
  return distinct(read);
}

/** Dark pools (`.d`) and other venues (`:`) are other books under the same name. */
function instrumentOf(symbol: string, pair: JsonObject | undefined): Instrument | undefined {
  const [baseId, quoteId] = [textOf(pair?.['base']), textOf(pair?.['quote'])];
  const isPlain = [pair?.['aclass_base'], pair?.['aclass_quote']].every((aclass) => aclass === 'currency');
  if (!pair || baseId === undefined || quoteId === undefined || !isPlain || /[:]|\.d$/.test(symbol)) return undefined;
  const [base, quote] = [codeOf(baseId), codeOf(quoteId)];
  const market = `${base}/${quote}`;
  const names = [textOf(pair['altname']), textOf(pair['wsname']), market];
  const aliases = [...new Set(names)].filter(
    (name): name is string => name !== undefined && name !== '' && name !== symbol,
  );
  const active = pair['status'] === 'online';
  return { market, symbol, aliases, kind: 'spot', base, quote, contractSize: one, active, ...filtersOf(pair) };
}

/** What orders of a pair are held to; the largest order is not told. */
function filtersOf(pair: JsonObject): Partial<Instrument> {
  const above = (amount: Decimal | undefined) => (amount !== undefined && amount > 0n ? amount : undefined);
  return present({
    step: stepOf(pair['lot_decimals']),
    minQuantity: above(amountOf(pair['ordermin'])),
    minNotional: above(amountOf(pair['costmin'])),
    tick: above(amountOf(pair['tick_size'])) ?? stepOf(pair['pair_decimals']),
  });
}

/** The smallest amount of so many decimals. */
function stepOf(decimals: JsonValue | undefined): Decimal | undefined {
  const text = textOf(decimals) ?? '';
  return /^(?:\d|1[0-8])$/.test(text) ? parseNumber(`1e-${text}`) : undefined;
}

/** Drops every alias and every market that two instruments claim: which one a bot or a rule means cannot be known. */
function distinct(instruments: readonly Instrument[]): readonly Instrument[] {
  const names = countOf(instruments.flatMap(({ symbol, aliases = [] }) => [symbol, ...aliases]));
  const markets = countOf(instruments.map(({ market }) => market));
  return instruments
    .filter(({ market }) => markets.get(market) === 1)
    .map((instrument) => ({
      ...instrument,
      aliases: (instrument.aliases ?? []).filter((name) => names.get(name) === 1),
    }));
}

function countOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function prices(wanted: readonly Instrument[], environment: Environment): readonly Call[] {
  if (wanted.length === 0) return [];
  const named: Param[] = wanted.length > MAX_NAMED ? [] : [['pair', wanted.map(({ symbol }) => symbol).join(',')]];
  return [ask('Ticker', named, environment)];
}

function readPrices(_call: Call, body: string): readonly Price[] | Unclear {
  const tickers = resultOf(body);
  if (!tickers) return unreadable;
  return Object.entries(tickers).flatMap(([symbol, value]) => {
    const ticker = objectOf(value);
    const top = topOfBook(amountOf(listOf(ticker?.['b'])?.[0]), amountOf(listOf(ticker?.['a'])?.[0]));
    return top ? [{ symbol, kind: 'spot', ...top } as const] : [];
  });
}

export const market: MarketData = {
  instruments: (environment) => [ask('AssetPairs', [], environment)],
  readInstruments,
  prices,
  readPrices,
  time: (environment) => ask('Time', [], environment),
  readTime: (body) => {
    const seconds = textOf(resultOf(body)?.['unixtime']);
    return seconds !== undefined && /^\d{9,11}$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
  },
};
