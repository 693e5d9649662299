import type { Market } from '../../core/markets.ts';
import type { PracticeCore } from '../../core/practice-core.ts';

const quotes = new Set(['USD', 'EUR', 'USDT']);

/** The assets of Kraken's first years carry a letter of their class: `X` for coins, `Z` for money. */
const assets: Readonly<Record<string, readonly [id: string, altname: string]>> = {
  BTC: ['XXBT', 'XBT'],
  ETH: ['XETH', 'ETH'],
  USD: ['ZUSD', 'USD'],
  EUR: ['ZEUR', 'EUR'],
};

export function assetId(asset: string): string {
  return assets[asset]?.[0] ?? asset;
}

export function assetAltname(asset: string): string {
  return assets[asset]?.[1] ?? asset;
}

/** The asset that an id, an altname or the field's own word names. */
export function assetOf(text: string): string {
  const found = Object.entries(assets).find(([, names]) => names.includes(text));
  return found?.[0] ?? text;
}

export interface PairNames {
  readonly id: string;
  readonly altname: string;
  readonly wsname: string;
}

/** `XXBTZUSD`, `XBTUSD`, `XBT/USD`; a pair with one newer asset has its altname for an id. */
export function namesOf(market: Market): PairNames {
  const [base, quote] = [assetAltname(market.base), assetAltname(market.quote)];
  const bothOld = assets[market.base] !== undefined && assets[market.quote] !== undefined;
  const altname = `${base}${quote}`;
  return { id: bothOld ? assetId(market.base) + assetId(market.quote) : altname, altname, wsname: `${base}/${quote}` };
}

/** The spot markets whose quote Kraken has. */
export function listed(core: PracticeCore): readonly Market[] {
  return core.markets().filter((market) => market.kind === 'spot' && quotes.has(market.quote));
}

/** The market of a pair in any of its spellings. */
export function marketOf(core: PracticeCore, pair: string | undefined): Market | undefined {
  return listed(core).find((market) => {
    const { id, altname, wsname } = namesOf(market);
    return pair === id || pair === altname || pair === wsname || pair === market.symbol;
  });
}

/** An id of the core as Kraken's ids look: `O` for orders, `T` for trades, `L` for ledger lines. It can be read back. */
export function spellId(letter: 'O' | 'T' | 'L' | 'A', id: string | number): string {
  const digits = Number(id).toString(36).toUpperCase().padStart(11, '0');
  return `${letter}PRACT-${digits.slice(0, 5)}-${digits.slice(5)}`;
}

/** The core's id of an order; `undefined` for a text that is none. */
export function readId(text: string): string | undefined {
  const match = /^[OTL]PRACT-([0-9A-Z]{5})-([0-9A-Z]{6})$/.exec(text);
  return match ? String(Number.parseInt(match[1]! + match[2]!, 36)) : undefined;
}
