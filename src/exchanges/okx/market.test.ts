import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { formatDecimal, one } from '../../core/index.ts';
import type { Price } from '../exchange.ts';
import { market } from './market.ts';
import { answerOf, clockMs, instrumentRows, instruments } from './samples.contract.ts';

describe('instruments', () => {
  it('are named, sized and active as in ccxt', () => {
    const parsed = new ccxt.okx().parseMarkets([...instrumentRows]);
    for (const { symbol, market: name, base, quote, contractSize, active } of instruments) {
      const theirs = parsed.find((one) => one?.id === symbol);
      expect(theirs).toMatchObject({ symbol: name, base, quote, active });
      expect(formatDecimal(contractSize)).toBe(String(theirs?.contractSize ?? 1));
    }
  });

  it('tell what orders must keep to, in base units', () => {
    const filters = instruments.map(({ market: name, step, minQuantity, maxQuantity, minNotional, tick }) => [
      name,
      ...[step, minQuantity, maxQuantity, minNotional, tick].map((value) => value && formatDecimal(value)),
    ]);
    expect(filters).toEqual([
      ['BTC/USDT', '0.00000001', '0.00001', undefined, undefined, '0.1'],
      ['AET/USDT', '1', '1', undefined, undefined, '0.0001'],
      ['BTC/USDT:USDT', '0.0001', '0.0001', undefined, undefined, '0.1'],
    ]);
    const most = (row: object) => {
      const read = market.readInstruments(market.instruments('live')[0]!, answerOf([row]));
      return Array.isArray(read) && read[0]?.maxQuantity;
    };
    expect(formatDecimal(most({ ...instrumentRows[2], maxMktSz: '12000' }) || one)).toBe('120');
    // On spot it is told in USDT.
    expect(most({ ...instrumentRows[0], maxMktSz: '1000000' })).toBeUndefined();
    expect(most({ ...instrumentRows[2], maxMktSz: '' })).toBeUndefined();
  });

  it('are spot markets and linear swaps, nothing else', () => {
    expect(instruments.map(({ market: name, kind }) => [name, kind])).toEqual([
      ['BTC/USDT', 'spot'],
      ['AET/USDT', 'spot'],
      ['BTC/USDT:USDT', 'linear'],
    ]);
  });

  it('are none that share their market with another: the same pair under a second name, or two pairs that the field names alike', () => {
    const spotRow = instrumentRows.find(({ instId }) => instId === 'AE-USDT')!;
    const swapRow = instrumentRows.find(({ instId }) => instId === 'BTC-USDT-SWAP')!;
    const rows = [
      ...instrumentRows,
      { ...spotRow, instId: 'AET-USDT', baseCcy: 'AET' },
      { ...swapRow, instId: 'BTC-USDT_UM-SWAP', ctVal: '1' },
    ];
    const read = market.readInstruments(market.instruments('live')[0]!, answerOf(rows));
    expect(Array.isArray(read) && read.map(({ symbol }) => symbol)).toEqual(['BTC-USDT', 'BTC-USDT-SWAP']);
  });

  it('are asked for by kind, in the environment', () => {
    expect(market.instruments('demo').map(({ path, query, environment }) => [path, query, environment])).toEqual([
      ['/api/v5/public/instruments', [['instType', 'SPOT']], 'demo'],
      ['/api/v5/public/instruments', [['instType', 'SWAP']], 'demo'],
    ]);
  });

  it.each([
    ['contracts valued in quote units', { ctValCcy: 'USDT' }],
    ['another settlement', { settleCcy: 'USDC' }],
    ['no contract value', { ctVal: '' }],
    ['no multiplier', { ctMult: '' }],
    ['a pre-open row', { uly: '' }],
  ])('leave out a swap with %s', (_title, change) => {
    const row = { ...instrumentRows[2], ...change };
    expect(market.readInstruments(market.instruments('live')[1]!, answerOf([row]))).toEqual([]);
  });

  it('that are suspended are not active', () => {
    const row = { ...instrumentRows[0], state: 'suspend' };
    expect(market.readInstruments(market.instruments('live')[0]!, answerOf([row]))).toMatchObject([{ active: false }]);
  });

  it('count the multiplier', () => {
    const row = { ...instrumentRows[2], ctMult: '10' };
    const [read] = market.readInstruments(market.instruments('live')[1]!, answerOf([row])) as typeof instruments;
    expect(formatDecimal(read!.contractSize)).toBe('0.1');
  });
});

describe('prices', () => {
  it('are asked one by one for a few, and all at once for many', () => {
    expect(market.prices(instruments, 'live').map(({ query }) => query)).toEqual([
      [['instId', 'BTC-USDT']],
      [['instId', 'AE-USDT']],
      [['instId', 'BTC-USDT-SWAP']],
    ]);
    const many = Array.from({ length: 5 }, () => instruments[0]!);
    expect(market.prices(many, 'live').map(({ path, query }) => [path, query])).toEqual([
      ['/api/v5/market/tickers', [['instType', 'SPOT']]],
    ]);
  });

  it('are the middle of bid and ask, of rows that have both', () => {
    const [call] = market.prices(instruments, 'live');
    const rows = [
      { instType: 'SPOT', instId: 'BTC-USDT', bidPx: '100', askPx: '101' },
      { instType: 'SWAP', instId: 'BTC-USDT-SWAP', bidPx: '1', askPx: '2' },
      { instType: 'SPOT', instId: 'X-USDT', bidPx: '', askPx: '101' },
      { instType: 'OPTION', instId: 'X', bidPx: '1', askPx: '2' },
    ];
    const read = market.readPrices(call!, answerOf(rows)) as Price[];
    expect(
      read.map(({ symbol, kind, price, bid, ask }) => [symbol, kind, ...[price, bid!, ask!].map(formatDecimal)]),
    ).toEqual([
      ['BTC-USDT', 'spot', '100.5', '100', '101'],
      ['BTC-USDT-SWAP', 'linear', '1.5', '1', '2'],
    ]);
  });

  it('and instruments are unclear from an answer of another shape', () => {
    const [call] = market.prices(instruments, 'live');
    for (const body of ['', '[]', '{"code":"50011","data":[]}', '{"code":"0","data":{}}']) {
      expect(market.readPrices(call!, body)).toMatchObject({ unclear: true });
      expect(market.readInstruments(call!, body)).toMatchObject({ unclear: true });
    }
  });
});

describe('the time', () => {
  it('is read in ms', () => {
    expect(market.time('live').path).toBe('/api/v5/public/time');
    expect(market.readTime(answerOf([{ ts: String(clockMs) }]))).toBe(clockMs);
    for (const body of ['', answerOf([]), answerOf([{ ts: 'soon' }]), '{"code":"1","data":[{"ts":"1790000000000"}]}']) {
      expect(market.readTime(body)).toBeUndefined();
    }
  });
});
