import type { InspectionFacts } from '../inspection.ts';

const sdk = 'hyperliquid-python-sdk; nktkas/hyperliquid';

/** Every action is posted to `/exchange`; the calls of the reach are the types of the actions. */
export const facts: InspectionFacts = {
  name: 'Hyperliquid',
  source:
    'hyperliquid.gitbook.io: info endpoint; hyperliquid-python-sdk and its maintainers; nktkas/hyperliquid; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [
    { name: 'api.hyperliquid.xyz', group: 'rest', environment: 'live' },
    { name: 'api.hyperliquid-testnet.xyz', group: 'rest', environment: 'testnet' },
  ],
  mayKnow: {
    codes: ['role-missing'],
    source:
      'nktkas/hyperliquid, userRole: also of an address that never had an account here; the key of a wallet may open others; read 2026-11-22',
  },
  introspection: {
    calls: ['POST /info'],
    source: "hyperliquid.gitbook.io: info endpoint, Query a user's role; nktkas/hyperliquid: extraAgents",
  },
  reach: [
    {
      what: 'withdraw, and send to any address',
      calls: ['withdraw3', 'usdSend', 'spotSend', 'sendAsset', 'sendToEvmWithData'],
      needs: ['withdraw'],
      to: 'others',
      source: `${sdk}: signed by the wallet of the account itself`,
    },
    {
      what: 'put funds into a vault, also one that somebody else leads, with an API wallet',
      calls: ['vaultTransfer'],
      needs: ['spot', 'futures'],
      to: 'others',
      source: 'hyperliquid-python-sdk: a maintainer ("agents are allowed to perform vault transfers")',
    },
    {
      what: 'pay a fee of each order to a third address (builder)',
      calls: ['order'],
      needs: ['spot', 'futures'],
      to: 'others',
      only: 'up to the fee that the account has approved for that address',
      source: `${sdk}; ccxt 4.5.84`,
    },
    {
      what: 'approve fees to third addresses',
      calls: ['approveBuilderFee'],
      needs: ['admin'],
      to: 'others',
      only: 'with the wallet of the account itself',
      source: sdk,
    },
    {
      what: 'approve API wallets, and give the account to several signers',
      calls: ['approveAgent', 'convertToMultiSigUser'],
      needs: ['admin'],
      to: 'others',
      only: 'with the wallet of the account itself',
      source: sdk,
    },
    {
      what: 'move funds between the account and its sub-accounts, with an API wallet',
      calls: ['subAccountTransfer', 'subAccountSpotTransfer', 'agentSendAsset'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: sdk,
    },
    {
      what: 'lock funds in staking',
      calls: ['cDeposit', 'tokenDelegate'],
      needs: ['withdraw'],
      to: 'locked',
      only: 'with the wallet of the account itself',
      source: sdk,
    },
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: ['order', 'modify', 'batchModify', 'twapOrder'],
      needs: ['spot', 'futures'],
      to: 'others',
      source: sdk,
    },
  ],
  lifetimes: [
    {
      effect: 'expired',
      afterDays: 180,
      counts: 'from-creation',
      says: 'an API wallet ends at most 180 days after it was approved, or earlier where an earlier end was chosen; the wallet of an account never ends',
      source:
        'app.hyperliquid.xyz/API (Valid Until); hyperliquid-python-sdk: a maintainer ("not possible to have API wallets that never expire")',
    },
  ],
  account: {
    tells: {},
    silent: { login: 'there is no login but the key of the wallet' },
    source: 'https://hyperliquid.gitbook.io/hyperliquid-docs; endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: 'https://app.hyperliquid.xyz/API',
    boxes: { spot: 'Authorize API Wallet', futures: 'Authorize API Wallet', transfer: 'Authorize API Wallet' },
    notes: [
      'The key is the private key of an API wallet; never use the private key of the wallet that holds the account, which can do everything.',
      'There are no IP lists: whoever has the private key can use it from anywhere.',
      'An API wallet has no rights to choose: it trades, and moves funds to sub-accounts and vaults.',
      'An API wallet with a name is listed with its end; the one without a name is not listed, and approving another replaces it.',
      'Never approve an address again that was removed or has ended; make a new one.',
    ],
    source: 'app.hyperliquid.xyz/API; hyperliquid.gitbook.io; hummingbot.org: Hyperliquid',
  },
  ccxt: 'publicPostInfo',
};
