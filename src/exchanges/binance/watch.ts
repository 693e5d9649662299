import type { Watch } from '../watch.ts';
import { futuresFeeds } from './watch-futures.ts';
import { marginFeeds } from './watch-margin.ts';
import { moveFeeds } from './watch-moves.ts';
import { spotFeeds } from './watch-spot.ts';
import { walletFeeds } from './watch-wallet.ts';

const forced = 'Binance USD-M documents, Event: Order Update, read 2026-11-22';

/**
 * What a Binance account shows. Spot has no ledger: its books are closed with fills and moves. The weights of spot, of each futures host and of each wallet
 * endpoint are counted apart; `cost` is in the unit that the source of the feed names.
 */
export const watch: Watch = {
  feeds: [...spotFeeds, ...futuresFeeds, ...moveFeeds, ...walletFeeds, ...marginFeeds],
  unseen: [
    'spot orders that were cancelled in a market that nobody asks for: the lists of spot orders and fills name a market each; a trade there shows in the balances',
    'USD-M ordinary open orders are read every 2 minutes and conditional ones every 7.5 s, for both together would take more than a fifth of what an address may ask; when what is locked changes they are read at once, and every 15 s at most while bots act; a reduce-only order locks nothing; a position shows within 7.5 s',
    'open orders of cross margin are read every 10 minutes, and every 2 while what is locked changes and no bot acts: their list costs as much as all markets; those of isolated margin are read every 7.5 s; fills, orders that are over, and transfers to and from isolated margin show in the balances alone',
    'open orders, positions and balances of a portfolio margin account',
    'locked earn products, loans, gift cards, Binance Pay and trading bots, but for their worth; sub-accounts of a sub-account',
    'withdrawals and transfers of a sub-account are seen with a key of that account alone; the list of sub-accounts and the transfers of a master with a key of the master alone',
    'new keys of the account and of its sub-accounts, and other rights of any key but the own one: no list tells of them',
  ],
  ids: [
    {
      prefix: 'autoclose-',
      means: 'system',
      isReserved: false,
      source: `${forced}: liquidation; any caller can type it`,
    },
    {
      prefix: 'adl_autoclose',
      means: 'system',
      isReserved: false,
      source: `${forced}: ADL; any caller can type it`,
    },
    {
      prefix: 'settlement_autoclose-',
      means: 'system',
      isReserved: false,
      source: `${forced}: delisting or delivery; any caller can type it`,
    },
  ],
};
