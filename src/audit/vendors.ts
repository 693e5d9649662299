import type { Right } from '../exchanges/index.ts';

/** A hosted platform that asks for an exchange key, and what it says of its own addresses. Only what a source says stands here. */
export interface Vendor {
  /** As the settings name it, in lower case. */
  readonly id: string;
  readonly name: string;
  /**
   * IPv4, IPv6 and ranges from which it calls exchanges, as published. Empty where it publishes none, or none could be confirmed: then nothing
   * can be compared.
   */
  readonly addresses: readonly string[];
  /** Where the exchange itself binds the key to the vendor's addresses, so that the owner types none. */
  readonly fastConnect?: string;
  /** The rights that its documents ask for; empty where no source that was read tells. */
  readonly needs: readonly Right[];
  /** `never`: its documents ask the owner to leave the right off, or say that it does not use it. */
  readonly wantsWithdraw: 'never' | 'yes' | 'unknown';
  readonly source: string;
  /** ISO day that the source states; where it states none, the day on which its stored copy was read (`note` says so). */
  readonly read: string;
  readonly note?: string;
}

const undated = 'the copy that was read has no date';
const perKey = 'the list differs from key to key and is shown in the platform alone';
const notFound = 'no published list was found in its help pages, its documents, public repositories or public threads';

export const vendors: readonly Vendor[] = [
  {
    id: '3commas',
    name: '3Commas',
    addresses: ['103.26.9.0/24'],
    fastConnect: 'Binance, OKX: "Fast Connect" (the exchange creates the key with 3Commas\' list)',
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'unknown',
    source:
      'https://github.com/3commas-io/3commas-official-api-docs/blob/0a55695857c9975ab2dca3e573e9440c0497cdf4/docs/market-data/0_supported_markets_list.mdx (trusted_ips)',
    read: '2026-05-07',
    note: 'the range is what the documented answer gives for OKX; for Binance it gives one account 32 addresses of that range (103.26.9.7, then every eighth), so a key rightly lists a part; the documents had 193.31.111.x until 2025-02-28; the public call GET https://api.3commas.io/public/api/ver1/accounts/market_list has the list of today; all connections must have an IP list (help.3commas.io 6858581)',
  },
  {
    id: 'cryptohopper',
    name: 'Cryptohopper',
    addresses: [],
    fastConnect: 'BingX: "Fast Connect" (OAuth); whether it sets an IP list was not read',
    needs: ['read', 'spot'],
    wantsWithdraw: 'never',
    source:
      'https://support.cryptohopper.com/en/articles/9144249-why-should-the-withdrawal-permission-be-disabled-when-creating-api-key; https://cryptohopper.freshdesk.com/en/support/solutions/articles/35000143527',
    read: '2026-11-22',
    note: `its older help page asks for no IP list at all ("IP whitelisting should be unrestricted"); the pages per exchange were not in reach; ${notFound}; ${undated}`,
  },
  {
    id: 'coinrule',
    name: 'Coinrule',
    addresses: [],
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'never',
    source: 'https://cloud.coinrule.com/docs/exchanges/api-key-permissions-and-security',
    read: '2026-11-22',
    note: `it shows its addresses in the connection guide of each exchange, inside the platform; transfer and margin loans are to be off as well; ${undated} (the page beside it: 2026-05-29)`,
  },
  {
    id: 'bitsgap',
    name: 'Bitsgap',
    addresses: [],
    fastConnect: 'Binance, KuCoin, OKX: "Fast Replace" or "Fast API" (the exchange creates the key)',
    needs: ['read', 'spot'],
    wantsWithdraw: 'never',
    source:
      'https://bitsgap.com/helpdesk/article/9948309520924-Updating-API-Key-Permissions-with-Trusted-IP-Addresses; https://helpdesk.bitsgap.com/en/articles/6730596-how-to-create-and-set-up-whitebit-api-key',
    read: '2026-11-22',
    note: `copied from "My Exchanges" in the platform, which refuses a key without them for Binance, KuCoin, Kraken and Crypto.com; rights as its guides for Binance and WhiteBIT have them; ${undated}`,
  },
  {
    id: 'tradesanta',
    name: 'TradeSanta',
    addresses: [],
    needs: ['read', 'spot'],
    wantsWithdraw: 'unknown',
    source:
      'https://faq.tradesanta.com/Why-do-I-see-the-Invalid-API-Key-error-after-creating-a-bot-29215ab266438007ba38d990c542c468',
    read: '2026-11-22',
    note: `"your unique IP list" under Your exchanges → Binance → IP List: ${perKey}; ${undated}`,
  },
  {
    id: 'wundertrading',
    name: 'WunderTrading',
    addresses: [],
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'never',
    source: 'https://help.wundertrading.com/en/articles/5179316-creating-api-keys',
    read: '2026-11-22',
    note: `${notFound}; the page still names FTX, so its text is of 2022 or before; ${undated}`,
  },
  {
    id: 'cornix',
    name: 'Cornix',
    addresses: [],
    fastConnect:
      'Bybit: "ByBit Quick Connect", or "Connect to Third-Party Applications" → Cornix (attaches its addresses)',
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'unknown',
    source: 'https://help.cornix.io/en/articles/5814845-how-to-create-and-update-api-keys-bybit-spot-futures',
    read: '2026-11-22',
    note: `elsewhere the addresses are copied from the "Connect with API Keys" form of its dashboard; ${undated}`,
  },
  {
    id: 'altrady',
    name: 'Altrady',
    addresses: [],
    fastConnect: 'Bybit, KuCoin: third-party login or "Fast Connect" (the exchange fills in the list)',
    needs: ['read', 'spot'],
    wantsWithdraw: 'unknown',
    source: 'https://support.altrady.com/en/article/how-to-add-an-ip-whitelist-to-your-api-keys-1jbbzbw/',
    read: '2026-11-22',
    note: `each key is given 20 addresses of its own (Settings → Exchange API Keys): ${perKey}; ${undated}`,
  },
  {
    id: 'shrimpy',
    name: 'Shrimpy',
    addresses: [],
    needs: ['read', 'spot'],
    wantsWithdraw: 'never',
    source:
      'https://help.shrimpy.io/hc/en-us/articles/1260803097190-Why-Does-Shrimpy-Pro-Need-my-API-Keys-; https://help.shrimpy.io/hc/en-us/articles/1260803097370',
    read: '2026-11-22',
    note: `it calls only "from the IPs we provide you"; the list itself was not in the text that was read; ${undated}`,
  },
  {
    id: 'quadency',
    name: 'Quadency',
    addresses: [],
    needs: ['read', 'spot'],
    wantsWithdraw: 'unknown',
    source: 'https://support.quadency.com/setup-and-exchange-linking/what-are-exchange-apis',
    read: '2026-11-22',
    note: `"read" for the portfolio and "trading" for trades, and no more than is used; ${notFound}; ${undated}`,
  },
  {
    id: 'haasonline',
    name: 'HaasOnline TradeServer Cloud',
    addresses: [],
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'never',
    source: 'https://help.haasonline.com/usage/exchanges/kraken/',
    read: '2026-11-22',
    note: `its Kraken guide asks for the IP restriction and has an IP note whose text was not in reach; a server of one's own has one's own address; ${notFound}; ${undated}`,
  },
  {
    id: 'kryll',
    name: 'Kryll',
    addresses: [],
    needs: [],
    wantsWithdraw: 'unknown',
    source: 'https://blog.kryll.io/binance-asymmetric-api-keys/',
    read: '2026-11-22',
    note: `on Binance the owner registers Kryll's public RSA key, so that no secret is handed over; ${notFound}; ${undated}`,
  },
  {
    id: 'gainium',
    name: 'Gainium',
    addresses: ['62.84.191.108', '62.84.191.109', '62.84.191.110', '62.84.191.111', '62.84.191.112'],
    fastConnect:
      'Bybit: "Connect to Third-Party Applications" → Gainium; OKX: "Linking third-party apps" → Gainium (the list is set by itself)',
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'never',
    source:
      'https://github.com/Gainium/content/blob/0efdcc13329b73655266e59430509240beb5f418/docs/help/enhancing-security.md (shown as https://gainium.io/help/enhancing-security)',
    read: '2026-08-13',
    note: 'futures only for futures bots; added 2026-06-03; the addresses before (78.128.60.89, 78.128.43.82, 78.128.8.36, 78.128.43.168, 217.174.152.25) were taken out on 2026-08-01; the same five in its guides for Binance, Binance.US, Bitget, Coinbase and Kraken; Kraken Futures keys have no IP list; a self-hosted Gainium has its own address',
  },
  {
    id: 'finandy',
    name: 'Finandy',
    addresses: [],
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'never',
    source: 'https://docs.finandy.com/settings/info/faq',
    read: '2023-05-28',
    note: `"only orders are handled via the API key"; what it says on securing the account was not in the text that was read; ${notFound}`,
  },
  {
    id: 'mudrex',
    name: 'Mudrex',
    addresses: [],
    needs: ['read', 'spot'],
    wantsWithdraw: 'never',
    source: 'https://support.mudrex.com/hc/en-us/articles/360002051832-How-secure-is-Mudrex-',
    read: '2026-11-22',
    note: `of its time with keys of other exchanges; its documents of today are about its own API alone; ${notFound}; ${undated}`,
  },
  {
    id: 'stoic',
    name: 'Stoic (Cindicator)',
    addresses: [],
    needs: ['read', 'spot'],
    wantsWithdraw: 'never',
    source: 'https://neuralmindmastery.com/learn/ai-trading-bot-with-no-withdrawal-permissions-2026',
    read: '2026-11-22',
    note: `an affiliate's article, not its own words; ${notFound}; ${undated}`,
  },
  {
    id: 'zignaly',
    name: 'Zignaly',
    addresses: [],
    needs: [],
    wantsWithdraw: 'unknown',
    source: 'https://zignaly.com (no page on keys or addresses was in reach)',
    read: '2026-11-22',
    note: `looked for: Zignaly with IP addresses, trusted IPs, key rights and withdrawals; ${notFound}`,
  },
  {
    id: 'alertatron',
    name: 'Alertatron',
    addresses: [],
    needs: [],
    wantsWithdraw: 'unknown',
    source: 'https://alertatron.com/docs/automated-trading/basic-concepts',
    read: '2026-11-22',
    note: `a relay of TradingView alerts that places orders with the owner's keys; its pages that were read say nothing of rights; ${notFound}; ${undated}`,
  },
  {
    id: 'tv-hub',
    name: 'TradingView Hub (TVH)',
    addresses: [],
    fastConnect: 'Bybit, KuCoin, OKX: third-party binding in place of the IP list',
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'never',
    source: 'https://www.tv-hub.org/docs/exchanges/common-setup/',
    read: '2026-11-22',
    note: `its page "Webhook URLs & IP Whitelist" has the addresses, and no copy of that page was in reach; ${undated}`,
  },
  {
    id: 'veles',
    name: 'Veles',
    addresses: [
      '5.9.195.106',
      '5.9.195.107',
      '5.9.195.108',
      '5.9.195.109',
      '5.9.195.110',
      '5.9.200.58',
      '5.9.200.59',
      '5.9.200.60',
      '5.9.200.61',
      '5.9.200.62',
      '88.198.100.162',
      '88.198.100.163',
      '88.198.100.164',
      '88.198.100.165',
      '88.198.100.166',
    ],
    fastConnect: 'some exchanges: "Connect to third-party application" → Veles (then the key does not expire)',
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'never',
    source:
      'https://help.veles.finance/en/list-of-veles-ip-addresses-for-api-keys; https://veles.finance/en/blog/post/id-know-how-much-it-costs/ (withdrawals)',
    read: '2026-11-22',
    note: `${undated}, and the help centre has been rebuilt since; public notes of a user have the same three ranges`,
  },
  {
    id: 'gridbt',
    name: 'GridBT',
    addresses: ['13.212.248.185'],
    needs: ['read', 'futures'],
    wantsWithdraw: 'unknown',
    source: 'https://gridbt.com/docs/getting-started/api-keys',
    read: '2026-11-22',
    note: `for Bybit, on a sub-account; one source; ${undated}`,
  },
  {
    id: 'tread-fi',
    name: 'tread.fi',
    addresses: [],
    needs: ['read', 'spot', 'margin', 'futures'],
    wantsWithdraw: 'unknown',
    source:
      'https://docs.tread.fi/connecting-to-exchanges; https://docs.tread.fi/tread.fi-institutional-api-docs/account-creation-and-api-key-connection/connecting-to-exchanges/binance/binance-portfolio-margin',
    read: '2026-11-22',
    note: `the address to list is shown in the platform where the key is entered; ${undated}`,
  },
  {
    id: 'coinmatics',
    name: 'Coinmatics',
    addresses: [],
    needs: ['read', 'spot', 'futures'],
    wantsWithdraw: 'never',
    source:
      'https://support.coinmatics.com/hc/en-us/articles/360015008537-What-Binance-API-key-settings-you-need-to-work-with-Coinmatics',
    read: '2026-11-22',
    note: `its page says that IP restrictions "will not work with Coinmatics"; read alone is enough to share a strategy; ${undated}`,
  },
  {
    id: 'crypto-ml',
    name: 'Crypto-ML Auto Trade',
    addresses: ['54.209.224.202', '34.195.186.233', '3.212.8.185'],
    needs: ['read', 'spot'],
    wantsWithdraw: 'never',
    source: 'https://crypto-ml.com/guide/exchange-connection/',
    read: '2026-11-22',
    note: `for Binance and Binance.US; one source, which may be old; ${undated}`,
  },
  {
    id: 'ibm-digital-asset-haven',
    name: 'IBM Digital Asset Haven',
    addresses: ['13.37.73.41'],
    needs: ['read', 'withdraw'],
    wantsWithdraw: 'yes',
    source: 'https://www.ibm.com/docs/en/daw/1.2.x?topic=integration-binance',
    read: '2026-11-22',
    note: `custody: one Binance key that reads, for which it asks no IP list, and a second one that withdraws, with this address; ${undated}`,
  },
  {
    id: 'cointracking',
    name: 'CoinTracking',
    addresses: [],
    needs: ['read'],
    wantsWithdraw: 'never',
    source: 'https://cointracking.freshdesk.com/en/support/solutions/articles/29000046909-api-security-instructions',
    read: '2026-11-22',
    note: `it publishes its addresses behind a link on that page, and no copy of the list was in reach; ${undated}`,
  },
  {
    id: 'koinly',
    name: 'Koinly',
    addresses: [],
    needs: ['read'],
    wantsWithdraw: 'never',
    source: 'https://koinly.io/security/',
    read: '2023-07-19',
    note: `hosted on Heroku by its own account; ${notFound}`,
  },
  {
    id: 'cointracker',
    name: 'CoinTracker',
    addresses: [],
    needs: ['read'],
    wantsWithdraw: 'never',
    source:
      'https://support.cointracker.io/hc/en-us/articles/4419739512209-How-wallet-syncing-works-with-API-keys; https://help.cointracker.io/en/articles/5654586-integrating-gate-io-with-apiv4-keys',
    read: '2026-11-22',
    note: `its Gate guide asks to leave the IP list empty; ${notFound}; ${undated}`,
  },
  {
    id: 'binance-third-party',
    name: "an app of Binance's third-party list",
    addresses: [],
    fastConnect:
      'Binance: status 3, "Trusted Third Party IPs only", with thirdPartyName; a key that trades must have an IP list',
    needs: [],
    wantsWithdraw: 'never',
    source: 'https://developers.binance.com/en/docs/catalog/vip-and-institutional-link-and-trade/api/rest-api/fast-api',
    read: '2026-11-22',
    note: `Binance keeps each app's addresses and does not publish them; a key made this way can be given trade rights alone; ${undated}`,
  },
  {
    id: 'bybit-third-party',
    name: "an app of Bybit's third-party list",
    addresses: [],
    fastConnect: 'Bybit: "Connect to Third-Party Applications" (attaches the app\'s addresses)',
    needs: [],
    wantsWithdraw: 'unknown',
    source: 'https://bybit-exchange.github.io/docs/zh-TW/v5/broker/api-broker/whitelist-ip',
    read: '2026-11-22',
    note: `GET /v5/broker/whitelist/ip tells the list to the broker itself alone, from a listed address; ${undated}`,
  },
  {
    id: 'okx-third-party',
    name: "an app of OKX's third-party list",
    addresses: [],
    fastConnect: 'OKX: purpose "Binding third-party apps", or Fast API',
    needs: [],
    wantsWithdraw: 'unknown',
    source: 'https://www.okx.com/id/help/third-party-app-ip-whitelist-launch',
    read: '2024-05-15',
    note: 'OKX promises its brokers never to show their addresses; a key made by Fast API has read and trade alone (okx.com help, Fast API)',
  },
  {
    id: 'kucoin-third-party',
    name: "an app of KuCoin's third-party list",
    addresses: [],
    fastConnect: 'KuCoin: "Link Third-Party Applications" (KuCoin uses the addresses it has of the app)',
    needs: [],
    wantsWithdraw: 'never',
    source: 'https://www.kucoin.com/support/360015102174',
    read: '2026-11-22',
    note: `KuCoin does not let a key of a linked app withdraw; ${undated}`,
  },
  {
    id: 'bitget-third-party',
    name: "an app of Bitget's third-party list",
    addresses: [],
    needs: [],
    wantsWithdraw: 'unknown',
    source: 'https://www.bitget.com (no page on third-party apps was in reach)',
    read: '2026-11-22',
    note: 'looked for: Bitget with third-party apps, bound keys and IP lists; nothing of Bitget itself was found',
  },
];

/** The vendor with this id, in whatever case it is written; `undefined` when it is none that is known. */
export function vendorOf(id: string): Vendor | undefined {
  const wanted = id.trim().toLowerCase();
  return vendors.find((vendor) => vendor.id === wanted);
}
