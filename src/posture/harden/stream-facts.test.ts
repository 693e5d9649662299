import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { exchanges } from '../../exchanges/index.ts';
import { streamFacts } from './stream-facts.ts';

/** The classes of ccxt that speak for an exchange and its regional sites. */
const classes: Readonly<Record<string, readonly string[]>> = {
  binance: ['binance'],
  bybit: ['bybit', 'bybiteu'],
  okx: ['okx', 'myokx', 'okxus'],
  kraken: ['kraken'],
  coinbase: ['coinbase'],
};

/** `HOST` or `HOST:PORT` of every WebSocket address of a class. */
function socketsOf(id: string): string[] {
  const pro = ccxt.pro as unknown as Readonly<
    Record<string, new () => { readonly urls: object; readonly hostname?: string }>
  >;
  const { urls, hostname = '' } = new pro[id]!();
  return [...JSON.stringify(urls).matchAll(/wss:\/\/([^/"]+)/g)].map(([, host = '']) =>
    host.replace('{hostname}', hostname),
  );
}

describe('the hosts of public market data', () => {
  it('are known for every exchange that bots are served on', () => {
    expect(Object.keys(streamFacts).sort()).toEqual(Object.keys(exchanges).sort());
  });

  it.each(Object.entries(streamFacts))('of %s are those that ccxt connects to', (id, { hosts }) => {
    const known = new Set(classes[id]!.flatMap(socketsOf));
    const others = hosts
      .map(({ host, port }) => (port === 443 ? host : `${host}:${port}`))
      .filter((one) => !known.has(one));
    // Binance serves its streams on port 443 and without keys too, says its own document.
    expect(others).toEqual(id === 'binance' ? ['stream.binance.com', 'data-stream.binance.vision'] : []);
  });

  it('have a source and the day it was read', () => {
    for (const { source, read } of Object.values(streamFacts)) {
      expect(source.length).toBeGreaterThan(10);
      expect(read).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});
