import type { Watch } from '../watch.ts';
import { futuresFeeds } from './watch-futures.ts';
import { moveFeeds } from './watch-moves.ts';
import { spotFeeds } from './watch-spot.ts';
import { walletFeeds } from './watch-wallet.ts';

const forced = 'Binance USD-M documents, Event: Order Update, read 2026-11-22';

/**
 * What a Binance account shows. Spot has no ledger: its books are closed with fills and moves. The weights of spot, of each futures host and of each wallet
 * endpoint are counted apart; `cost` is in the unit that the source of the feed names.
 */
export const watch: Watch = {
  feeds: [...spotFeeds, ...futuresFeeds, ...moveFeeds, ...walletFeeds],
  unseen: [
    'spot orders that were cancelled in a market that nobody asks for: the lists of spot orders and fills name a market each; a trade there shows in the balances',
    'USD-M ordinary open orders are read every 2 minutes and conditional ones every 7.5 s, for both together would take more than a fifth of what an address may ask; when what is locked changes they are read at once, and every 15 s at most while bots act; a reduce-only order locks nothing; a position shows within 7.5 s',
    'open orders of cross and isolated margin, and transfers to and from isolated margin: their lists name a market each, or cost as much as all markets; the balances are seen',
    'open orders and balances of a portfolio margin account',
    'locked earn products, loans, gift cards, Binance Pay and trading bots, but for their worth; sub-accounts of a sub-account',
    'withdrawals and transfers of a sub-account are seen with a key of that account alone; the list of sub-accounts and the transfers of a master with a key of the master alone',
    'keys and their rights change unseen but for the own key',
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
