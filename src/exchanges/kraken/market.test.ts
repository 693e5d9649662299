import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { type Instrument, parseDecimal } from '../../core/index.ts';
import { market } from './market.ts';
import { bitcoin } from './scene.contract.ts';

/** Pairs as AssetPairs lists them. */
function pair(altname: string, wsname: string, base: string, quote: string, more: object = {}) {
  return {
    altname,
    wsname,
    aclass_base: 'currency',
    base,
    aclass_quote: 'currency',
    quote,
    pair_decimals: 1,
    lot_decimals: 8,
    status: 'online',
    ...more,
  };
}

const pairs = {
  XXBTZUSD: pair('XBTUSD', 'XBT/USD', 'XXBT', 'ZUSD'),
  XETHXXBT: pair('ETHXBT', 'ETH/XBT', 'XETH', 'XXBT'),
  XDGUSD: pair('XDGUSD', 'XDG/USD', 'XXDG', 'ZUSD'),
  SOLUSDT: pair('SOLUSDT', 'SOL/USDT', 'SOL', 'USDT'),
  LUNAUSD: pair('LUNAUSD', 'LUNA/USD', 'LUNA', 'ZUSD'),
  LUNA2USD: pair('LUNA2USD', 'LUNA2/USD', 'LUNA2', 'ZUSD'),
  USTUSD: pair('USTUSD', 'UST/USD', 'UST', 'ZUSD'),
  ADAEUR: pair('ADAEUR', 'ADA/EUR', 'ADA', 'ZEUR', { status: 'cancel_only' }),
  'XXBTZUSD.d': pair('XBTUSD.d', '', 'XXBT', 'ZUSD'),
  'XBTUSD:BTNL': pair('XBTUSD:BTNL', 'XBT/USD', 'XXBT', 'ZUSD'),
  AAPLxUSD: pair('AAPLxUSD', 'AAPLx/USD', 'AAPLx', 'ZUSD', { aclass_base: 'tokenized_asset' }),
};
const body = JSON.stringify({ error: [], result: pairs });
const [asked] = market.instruments('live');
const instruments = market.readInstruments(asked!, body) as readonly Instrument[];
const bySymbol = new Map(instruments.map((instrument) => [instrument.symbol, instrument]));

describe('the instruments', () => {
  it('are asked for by one public call', () => {
    expect(market.instruments('live')).toMatchObject([{ path: '/0/public/AssetPairs', query: [], intents: [] }]);
  });

  it("have the field's names, as ccxt gives them", async () => {
    const client = new ccxt.kraken();
    client.fetch = async () => JSON.parse(body);
    const theirs = new Map((await client.fetchMarkets()).map((each) => [each!.id, each!]));
    for (const instrument of instruments) {
      expect(theirs.get(instrument.symbol)).toMatchObject({
        symbol: instrument.market,
        base: instrument.base,
        quote: instrument.quote,
        active: instrument.active,
      });
    }
  });

  it('answer to every spelling that clients send', () => {
    expect(bySymbol.get('XXBTZUSD')).toMatchObject({
      market: 'BTC/USD',
      aliases: ['XBTUSD', 'XBT/USD', 'BTC/USD'],
      kind: 'spot',
    });
    expect(bySymbol.get('XDGUSD')).toMatchObject({ market: 'DOGE/USD', aliases: ['XDG/USD', 'DOGE/USD'] });
    expect(bySymbol.get('XETHXXBT')).toMatchObject({ market: 'ETH/BTC' });
  });

  it('do not answer to a spelling that means two of them', () => {
    expect(bySymbol.get('LUNAUSD')).toMatchObject({ market: 'LUNC/USD', aliases: ['LUNC/USD'] });
    expect(bySymbol.get('LUNA2USD')).toMatchObject({ market: 'LUNA/USD', aliases: ['LUNA2/USD'] });
  });

  it('hold no market that two pairs claim, for one rule and one price would stand for both', () => {
    const twice = {
      ...pairs,
      XREPZUSD: pair('REPUSD', 'REP/USD', 'XREP', 'ZUSD'),
      REPV2USD: pair('REPV2USD', 'REPV2/USD', 'REPV2', 'ZUSD'),
    };
    const read = market.readInstruments(asked!, JSON.stringify({ error: [], result: twice })) as readonly Instrument[];
    expect(read.map((each) => each.market)).not.toContain('REP/USD');
    expect(read).toHaveLength(instruments.length);
  });

  it('hold no dark pool, no other venue and no tokenized asset', () => {
    expect([...bySymbol.keys()]).toEqual([
      'XXBTZUSD',
      'XETHXXBT',
      'XDGUSD',
      'SOLUSDT',
      'LUNAUSD',
      'LUNA2USD',
      'USTUSD',
      'ADAEUR',
    ]);
  });

  it('have the filters that orders are held to', () => {
    const more = { lot_decimals: 8, ordermin: '0.00005', costmin: '0.5', tick_size: '0.1' };
    const read = (of: object) => {
      const result = { XXBTZUSD: pair('XBTUSD', 'XBT/USD', 'XXBT', 'ZUSD', of) };
      return (market.readInstruments(asked!, JSON.stringify({ error: [], result })) as readonly Instrument[])[0];
    };
    expect(read(more)).toMatchObject({
      step: parseDecimal('0.00000001'),
      minQuantity: parseDecimal('0.00005'),
      minNotional: parseDecimal('0.5'),
      tick: parseDecimal('0.1'),
    });
    expect(read({ pair_decimals: 2 })).toMatchObject({ tick: parseDecimal('0.01') });
    const odd = read({ lot_decimals: -1, pair_decimals: 'x', ordermin: '0', costmin: '', tick_size: '-1' });
    for (const name of ['step', 'minQuantity', 'minNotional', 'tick', 'maxQuantity'])
      expect(odd).not.toHaveProperty(name);
  });

  it('that only take cancels are not active', () => {
    expect(bySymbol.get('ADAEUR')).toMatchObject({ active: false });
  });

  it.each(['', '<html>', '{"error":["EService:Busy"]}', '{"error":[],"result":[]}', '{"result":{}}'])(
    'are unclear after %j',
    (text) => {
      expect(market.readInstruments(asked!, text)).toMatchObject({ unclear: true });
    },
  );
});

describe('the prices', () => {
  it('are asked for by name, or all at once when they are many', () => {
    expect(market.prices([bitcoin], 'live')).toMatchObject([
      { path: '/0/public/Ticker', query: [['pair', 'XXBTZUSD']] },
    ]);
    expect(market.prices([], 'live')).toEqual([]);
    expect(market.prices(Array(41).fill(bitcoin), 'live')).toMatchObject([{ query: [] }]);
  });

  it('are the middle of bid and ask', () => {
    const result = {
      XXBTZUSD: { a: ['30001.0', '1', '1'], b: ['30000.0', '1', '1'] },
      EMPTY: { a: [], b: [] },
      ODD: 7,
      ZERO: { a: ['1'], b: ['0'] },
    };
    expect(market.readPrices(asked!, JSON.stringify({ error: [], result }))).toEqual([
      {
        symbol: 'XXBTZUSD',
        kind: 'spot',
        price: parseDecimal('30000.5'),
        bid: parseDecimal('30000'),
        ask: parseDecimal('30001'),
      },
    ]);
    expect(market.readPrices(asked!, '{"error":["EQuery:Unknown asset pair"]}')).toMatchObject({ unclear: true });
  });
});

describe('the time', () => {
  it('is told in seconds', () => {
    expect(market.time('live')).toMatchObject({ path: '/0/public/Time' });
    expect(market.readTime('{"error":[],"result":{"unixtime":1616336594,"rfc1123":"Sun"}}')).toBe(1_616_336_594_000);
    expect(market.readTime('{"error":[],"result":{}}')).toBeUndefined();
    expect(market.readTime('{"error":["EService:Busy"],"result":{"unixtime":1616336594}}')).toBeUndefined();
  });
});
