import { add, type Decimal, divideDown, isJsonObject, multiplyDown, sum, zero } from '../../../core/index.ts';
import type { Account, Balance, WalletName } from '../../core/account.ts';
import { isRejection } from '../../core/order.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import { linesOf, second, toldSend } from './ledger.ts';
import { assetsOf, isFiat, portfolioOf, readAsset, spellAsset } from './names.ts';
import { makerFee, takerFee } from './shapes.ts';
import { coinbaseError, invalid, iso, Params, pageOf, plain, type Route, type SignedCall, walletPage } from './wire.ts';

const V3 = '/api/v3/brokerage';
const noAccount = coinbaseError(404, 'not_found', 'Not found');

/** What an account holds, what its key can do, and the ways in which funds leave it. */
export const accountRoutes: readonly Route<SignedCall>[] = [
  { line: `GET ${V3}/key_permissions`, answer: permissions },
  { line: `GET ${V3}/accounts`, needs: 'read', answer: accounts },
  { line: `GET ${V3}/accounts/{}`, needs: 'read', answer: account },
  { line: `GET ${V3}/transaction_summary`, needs: 'read', answer: summary },
  {
    line: `GET ${V3}/portfolios`,
    needs: 'read',
    answer: ({ account: { name } }) => ({ portfolios: portfolios(name) }),
  },
  { line: `GET ${V3}/portfolios/{}`, needs: 'read', answer: breakdown },
  { line: `POST ${V3}/portfolios/move_funds`, needs: 'transfer', answer: moveFunds },
  { line: `GET ${V3}/payment_methods`, needs: 'read', answer: () => ({ payment_methods: [] }) },
  { line: `GET ${V3}/cfm/positions`, needs: 'read', answer: () => ({ positions: [] }) },
  { line: 'GET /v2/user', needs: 'read', answer: user },
  { line: 'GET /v2/accounts', needs: 'read', answer: walletAccounts },
  { line: 'GET /v2/accounts/{}', needs: 'read', answer: walletAccount },
  { line: 'GET /v2/accounts/{}/transactions', needs: 'read', answer: transactions },
  { line: 'GET /v2/accounts/{}/withdrawals', needs: 'read', answer: () => ({ pagination: null, data: [] }) },
  { line: 'GET /v2/accounts/{}/deposits', needs: 'read', answer: () => ({ pagination: null, data: [] }) },
  { line: 'POST /v2/accounts/{}/transactions', needs: 'withdraw', answer: send },
];

function permissions({ key }: SignedCall): unknown {
  return {
    can_view: key.permissions.read,
    can_trade: key.permissions.trade,
    can_transfer: key.permissions.transfer || key.permissions.withdraw,
    can_receive: false,
    portfolio_uuid: portfolioOf(key.account),
    portfolio_type: 'DEFAULT',
  };
}

function balanceIn(account: Account, asset: string): Balance {
  return account.wallets.spot.get(asset) ?? { free: zero, locked: zero };
}

function toldAccount({ account, context }: SignedCall, asset: string): unknown {
  const { free, locked } = balanceIn(account, asset);
  const at = iso(context.nowMs - 86_400_000);
  return {
    uuid: spellAsset(asset),
    name: `${asset} Wallet`,
    currency: asset,
    available_balance: { value: plain(free), currency: asset },
    default: true,
    active: true,
    created_at: at,
    updated_at: at,
    deleted_at: null,
    type: isFiat(asset) ? 'ACCOUNT_TYPE_FIAT' : 'ACCOUNT_TYPE_CRYPTO',
    ready: true,
    hold: { value: plain(locked), currency: asset },
    retail_portfolio_id: portfolioOf(account.name),
    platform: 'ACCOUNT_PLATFORM_CONSUMER',
  };
}

function accounts(call: SignedCall): unknown {
  call.core.now();
  const { page, cursor } = pageOf(assetsOf(call.core), call.query, { usual: 49, most: 250 });
  return {
    accounts: page.map((asset) => toldAccount(call, asset)),
    has_next: cursor !== '',
    cursor,
    size: page.length,
  };
}

function account(call: SignedCall): unknown {
  const asset = readAsset(call.core, call.segments[0] ?? '');
  return asset === undefined
    ? coinbaseError(404, 'NOT_FOUND', 'account not found')
    : { account: toldAccount(call, asset) };
}

function summary(): unknown {
  return {
    total_volume: 0,
    total_fees: 0,
    fee_tier: {
      pricing_tier: 'Advanced 1',
      usd_from: '0',
      usd_to: '1000',
      taker_fee_rate: plain(takerFee),
      maker_fee_rate: plain(makerFee),
    },
    margin_rate: null,
    goods_and_services_tax: null,
    advanced_trade_only_volume: 0,
    advanced_trade_only_fees: 0,
    coinbase_pro_volume: 0,
    coinbase_pro_fees: 0,
  };
}

function portfolios(name: string): unknown[] {
  return [
    { name: 'Default', uuid: portfolioOf(name), type: 'DEFAULT', deleted: false },
    { name: 'Savings', uuid: portfolioOf(name, 'funding'), type: 'CONSUMER', deleted: false },
  ];
}

/** What an asset is worth in dollars. */
function dollars(core: PracticeCore, asset: string, amount: Decimal): Decimal {
  if (asset === 'USD' || asset === 'USDT') return amount;
  const symbol = [`${asset}/USD`, `${asset}/USDT`].find((one) => core.market(one) !== undefined);
  if (symbol !== undefined) return multiplyDown(amount, core.price(symbol));
  if (core.market(`BTC/${asset}`) === undefined || core.market('BTC/USD') === undefined) return zero;
  const coins = divideDown(amount, core.price(`BTC/${asset}`)) ?? zero;
  return multiplyDown(coins, core.price('BTC/USD'));
}

/** What a portfolio holds; there are no futures here. */
function breakdown({ core, account, segments }: SignedCall): unknown {
  core.now();
  const wallet = (['spot', 'funding'] as const).find((one) => portfolioOf(account.name, one) === segments[0]);
  if (!wallet) return coinbaseError(404, 'NOT_FOUND', 'portfolio not found');
  const positions = assetsOf(core).map((asset) => {
    const { free, locked } = account.wallets[wallet].get(asset) ?? { free: zero, locked: zero };
    const total = add(free, locked);
    return { asset, total, free, fiat: dollars(core, asset, total) };
  });
  const money = (value: Decimal) => ({ value: plain(value), currency: 'USD' });
  const worth = (list: typeof positions) => money(sum(list.map(({ fiat }) => fiat)));
  const isCash = (asset: string) => isFiat(asset) || asset === 'USDT';
  return {
    breakdown: {
      portfolio: portfolios(account.name)[wallet === 'spot' ? 0 : 1],
      portfolio_balances: {
        total_balance: worth(positions),
        total_futures_balance: money(zero),
        total_cash_equivalent_balance: worth(positions.filter(({ asset }) => isCash(asset))),
        total_crypto_balance: worth(positions.filter(({ asset }) => !isCash(asset))),
        futures_unrealized_pnl: money(zero),
        perp_unrealized_pnl: money(zero),
      },
      spot_positions: positions
        .filter(({ total }) => total > 0n)
        .map(({ asset, total, free, fiat }) => ({
          asset,
          account_uuid: spellAsset(asset),
          total_balance_fiat: Number(plain(fiat)),
          total_balance_crypto: Number(plain(total)),
          available_to_trade_fiat: Number(plain(dollars(core, asset, free))),
          is_cash: isFiat(asset),
        })),
      perp_positions: [],
      futures_positions: [],
    },
  };
}

/** Between the two portfolios of one owner. */
function moveFunds({ core, account, body, key }: SignedCall): unknown {
  const params = Params.ofObject(body);
  const funds = Params.ofObject(isJsonObject(body['funds']) ? body['funds'] : {});
  const [source, target] = [params.get('source_portfolio_uuid'), params.get('target_portfolio_uuid')];
  const walletOf = (uuid: string | undefined): WalletName | undefined =>
    (['spot', 'funding'] as const).find((wallet) => portfolioOf(account.name, wallet) === uuid);
  const [from, to] = [walletOf(source), walletOf(target)];
  const [amount, asset] = [funds.decimal('value'), funds.get('currency')];
  if (!from || !to || amount === undefined || asset === undefined) return invalid('portfolio or funds are invalid');
  const moved = core.transfer(account, { asset, amount, from, to, keyId: key.id });
  if (isRejection(moved)) return invalid('Insufficient balance in source account');
  return { source_portfolio_uuid: source, target_portfolio_uuid: target };
}

function user({ account }: SignedCall): unknown {
  return {
    data: {
      id: portfolioOf(account.name),
      name: 'Practice',
      username: null,
      resource: 'user',
      resource_path: '/v2/user',
    },
  };
}

function toldWallet({ core, account, context }: SignedCall, asset: string): Record<string, unknown> {
  const { free, locked } = balanceIn(account, asset);
  const made = second(context.nowMs - 86_400_000);
  const [last] = linesOf(core.world, account, asset);
  return {
    id: spellAsset(asset),
    name: `${asset} Wallet`,
    primary: false,
    type: isFiat(asset) ? 'fiat' : 'wallet',
    currency: { code: asset, name: asset, type: isFiat(asset) ? 'fiat' : 'crypto', exponent: isFiat(asset) ? 2 : 8 },
    balance: { amount: plain(add(free, locked)), currency: asset },
    created_at: made,
    updated_at: last?.['updated_at'] ?? made,
    resource: 'account',
    resource_path: `/v2/accounts/${spellAsset(asset)}`,
    allow_deposits: true,
    allow_withdrawals: true,
  };
}

function walletAccounts(call: SignedCall): unknown {
  call.core.now();
  const all = assetsOf(call.core).map((asset) => toldWallet(call, asset));
  return walletPage('/v2/accounts', all, call.query);
}

function walletAccount(call: SignedCall): unknown {
  const asset = readAsset(call.core, call.segments[0] ?? '');
  return asset === undefined ? noAccount : { data: toldWallet(call, asset) };
}

function transactions({ core, account, segments, request, query }: SignedCall): unknown {
  core.now();
  const asset = readAsset(core, segments[0] ?? '');
  return asset === undefined ? noAccount : walletPage(request.path, linesOf(core.world, account, asset), query);
}

/** Sends funds away. */
function send({ core, account, body, segments, key }: SignedCall): unknown {
  const params = Params.ofObject(body);
  const asset = readAsset(core, segments[0] ?? '');
  if (asset === undefined) return noAccount;
  const [amount, address] = [params.decimal('amount'), params.get('to')];
  if (
    params.get('type') !== 'send' ||
    amount === undefined ||
    address === undefined ||
    params.get('currency') !== asset
  ) {
    return coinbaseError(400, 'validation_error', 'Please enter a valid email or address');
  }
  const clientId = params.get('idem');
  const sent = core.withdraw(account, {
    asset,
    amount,
    address,
    keyId: key.id,
    ...(clientId === undefined ? {} : { clientId }),
  });
  if (isRejection(sent)) return coinbaseError(400, 'validation_error', "You don't have that much.");
  return { data: toldSend(sent) };
}
