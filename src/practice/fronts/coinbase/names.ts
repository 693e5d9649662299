import { createHash } from 'node:crypto';
import type { Market } from '../../core/markets.ts';
import type { PracticeCore } from '../../core/practice-core.ts';

const quotes = new Set(['USD', 'EUR', 'USDT']);
const ORDER = '70726163-7469-4365-8000-';
const legs = { base: '1', quote: '2', out: '3', in: '4' } as const;
const ACCOUNT = '61636374-7072-4163-8000-';

/** The spot markets whose quote Coinbase has. */
export function listed(core: PracticeCore): readonly Market[] {
  return core.markets().filter(({ kind, quote }) => kind === 'spot' && quotes.has(quote));
}

export function productOf({ base, quote }: Market): string {
  return `${base}-${quote}`;
}

export function marketOf(core: PracticeCore, product: string | undefined): Market | undefined {
  return listed(core).find((market) => productOf(market) === product);
}

/** The assets that Coinbase lists, in the order of its markets. */
export function assetsOf(core: PracticeCore): string[] {
  return [...new Set(listed(core).flatMap(({ base, quote }) => [base, quote]))];
}

export function isFiat(asset: string): boolean {
  return asset === 'USD' || asset === 'EUR';
}

/** An id of the core as a UUID that can be read back. */
export function spellId(id: string | number): string {
  return ORDER + Number(id).toString(16).padStart(12, '0');
}

/** The id of a line in a wallet's ledger: of a trade there are two. */
export function spellLine(id: string | number, leg: keyof typeof legs): string {
  return `6c656467-6572-4365-800${legs[leg]}-${Number(id).toString(16).padStart(12, '0')}`;
}

/** The core's id of an order; `undefined` for a text that is none. */
export function readId(text: string): string | undefined {
  return new RegExp(`^${ORDER}[0-9a-f]{12}$`).test(text)
    ? String(Number.parseInt(text.slice(ORDER.length), 16))
    : undefined;
}

/** The id of the wallet account that holds an asset. */
export function spellAsset(asset: string): string {
  return ACCOUNT + Buffer.from(asset).toString('hex').padEnd(12, '0');
}

export function readAsset(core: PracticeCore, id: string): string | undefined {
  return assetsOf(core).find((asset) => spellAsset(asset) === id);
}

/** The portfolio of an account: its spot wallet, or its savings, where the core has the funding wallet. */
export function portfolioOf(account: string, wallet: 'spot' | 'funding' = 'spot'): string {
  const hex = createHash('sha256').update(`${account} ${wallet}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
