import type { InspectionFacts } from '../inspection.ts';

const docs = 'Bitget API v2 documents, copy of November 2025';
const sdk = 'v3 calls as ccxt 4.5.84 and the SDK of 2026 list them';

export const facts: InspectionFacts = {
  name: 'Bitget',
  source: `${docs}; ${sdk}`,
  read: '2026-11-22',
  hosts: [
    { name: 'api.bitget.com', group: 'rest', environment: 'live' },
    { name: 'api.bitget.com', group: 'rest', environment: 'demo' },
  ],
  passphrase: true,
  mayKnow: {
    codes: ['40012', '40036'],
    source:
      'rosssaunders/coincise, Bitget documents of November 2025: 40012 key or passphrase wrong, 40036 passphrase wrong; ccxt 4.5.84, "apikey/password is incorrect"; read 2026-11-22',
  },
  introspection: {
    calls: ['GET /api/v2/spot/account/info'],
    source: 'https://www.bitget.com/api-doc/spot/account/Get-Account-Info',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /api/v2/spot/trade/place-order',
        'POST /api/v2/margin/crossed/place-order',
        'POST /api/v2/margin/isolated/place-order',
        'POST /api/v2/mix/order/place-order',
        'POST /api/v3/trade/place-order',
      ],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: docs,
    },
    {
      what: 'withdraw to an address, or send to another user by UID, e-mail or phone',
      calls: [
        'POST /api/v2/spot/wallet/withdrawal',
        'POST /api/v3/account/withdrawal',
        'POST /api/v3/account/withdraw',
      ],
      needs: ['withdraw'],
      to: 'others',
      only: 'from an address of the IP list',
      source: `${docs}: "you can only withdraw coins through an whitelisted IP address", transferType on_chain or internal_transfer; ${sdk}`,
    },
    {
      what: 'release coins to the other side of a P2P trade',
      calls: ['POST /api/v3/p2p/order-release'],
      needs: [],
      words: ['p2p'],
      to: 'others',
      source: `${docs}: authority p2p; ${sdk}`,
    },
    {
      what: 'move funds between own accounts',
      calls: ['POST /api/v2/spot/wallet/transfer', 'POST /api/v3/account/transfer'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: `${docs}: Transfer permission; ${sdk}`,
    },
    {
      what: 'move funds between sub-accounts',
      calls: [
        'POST /api/v2/spot/wallet/subaccount-transfer',
        'POST /api/v3/account/sub-transfer',
        'POST /api/v3/account/sub-master-transfer',
      ],
      needs: ['transfer'],
      to: 'own-accounts',
      only: 'keys of the master account, with an IP list',
      source: `${docs}; ${sdk}`,
    },
    {
      what: 'follow another trader, whose trades then move the funds',
      calls: ['POST /api/v2/copy/mix-follower/settings', 'POST /api/v2/copy/spot-follower/settings'],
      needs: [],
      words: ['ttow'],
      to: 'others',
      source: `${docs}: authority ttow, copy trading; the calls as ccxt 4.5.84 lists them`,
    },
    {
      what: 'pledge funds for a loan',
      calls: ['POST /api/v2/earn/loan/borrow', 'POST /api/v2/earn/loan/revise-pledge', 'POST /api/v2/earn/loan/repay'],
      needs: [],
      words: ['pllw'],
      to: 'locked',
      source: `${docs}: authority pllw`,
    },
    {
      what: 'make keys of sub-accounts and change what they may do',
      calls: [
        'POST /api/v2/user/create-virtual-subaccount-apikey',
        'POST /api/v2/user/modify-virtual-subaccount-apikey',
        'POST /api/v2/user/batch-create-subaccount-and-apikey',
        'POST /api/v3/user/create-sub-api',
        'POST /api/v3/user/update-sub-api',
        'POST /api/v3/user/delete-sub-api',
      ],
      needs: ['admin'],
      to: 'own-accounts',
      only: 'keys of the master account, with an IP list; that the authority chow is enough is read from its name',
      source: `${docs}: authority chow; ${sdk}`,
    },
  ],
  lifetimes: [],
  account: {
    tells: {},
    silent: {
      addressList:
        'GET /api/v3/account/withdraw-address lists saved addresses, and not whether withdrawals are held to them',
    },
    source: 'endpoints of ccxt 4.5.84; Bitget documents by rosssaunders/coincise',
    read: '2026-11-23',
  },
  page: {
    url: 'https://www.bitget.com',
    boxes: {},
    asymmetric: 'RSA',
    notes: [
      'The page is reached by the profile icon, "API Keys".',
      'The passphrase is asked for with every request; write it down, for Bitget does not show it again.',
      'A key that may withdraw does so only from an address of its IP list.',
      'At most 10 keys for each UID.',
    ],
    source: docs,
  },
  ccxt: 'privateSpotGetV2SpotAccountInfo',
};
