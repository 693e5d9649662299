import { type Decimal, subtract } from '../../../core/index.ts';
import type { WalletName } from '../../core/account.ts';
import { decimal } from '../../core/markets.ts';
import { isRejection } from '../../core/order.ts';
import type { Transfer } from '../../core/world.ts';
import { networkOf } from './wallet.ts';
import { exact, type Params, type SignedCall, type SignedRoute, type WireError, wireError } from './wire.ts';

const DAY_MS = 86_400_000;
const accounts: Readonly<Record<string, WalletName>> = { MAIN: 'spot', UMFUTURE: 'futures', FUNDING: 'funding' };
/** Wallets that the exchange has and the practice exchange does not: nothing was ever moved there. */
const others = new Set(['CMFUTURE', 'MARGIN', 'OPTION', 'PORTFOLIO_MARGIN']);
const types: Readonly<Record<string, string>> = { spot: 'SPOT', futures: 'USDT_FUTURE', funding: 'FUNDING' };

/** Signed calls that move value, and the lists of what was moved: newest first, with a longest span each. */
export const moveRoutes: readonly SignedRoute[] = [
  { line: 'POST /sapi/v1/asset/transfer', needs: 'transfer', mandatory: ['type', 'asset', 'amount'], answer: transfer },
  { line: 'GET /sapi/v1/asset/transfer', needs: 'read', mandatory: ['type'], answer: transfers },
  {
    line: 'POST /sapi/v1/capital/withdraw/apply',
    needs: 'withdraw',
    mandatory: ['coin', 'address', 'amount'],
    answer: withdraw,
  },
  { line: 'GET /sapi/v1/capital/withdraw/history', needs: 'read', answer: withdrawals },
  { line: 'GET /sapi/v2/localentity/withdraw/history', needs: 'read', answer: () => [] },
  { line: 'GET /sapi/v1/capital/withdraw/address/list', needs: 'read', weight: 10, answer: addresses },
  { line: 'GET /sapi/v1/capital/deposit/hisrec', needs: 'read', answer: deposits },
  { line: 'GET /sapi/v1/sub-account/list', needs: 'read', answer: subAccounts },
  { line: 'GET /sapi/v1/sub-account/universalTransfer', needs: 'read', answer: masterTransfers },
  { line: 'GET /sapi/v1/sub-account/transfer/subUserHistory', needs: 'read', answer: subTransfers },
];

interface Dated {
  readonly atMs: number;
}

/** What lies in the span asked for, newest first; an error for a span that is too long. */
function within<T extends Dated>(
  call: SignedCall,
  items: readonly T[],
  longestMs: number,
  usualMs: number,
): T[] | WireError {
  const { params } = call;
  const endMs = params.number('endTime') ?? call.nowMs;
  const startMs = params.number('startTime') ?? endMs - usualMs;
  if (endMs - startMs > longestMs)
    return wireError(-9000, `The time interval must be within 0-${longestMs / DAY_MS} days`);
  return items.filter(({ atMs }) => atMs >= startMs && atMs <= endMs).reverse();
}

/** The page that a request counts by pages. */
function paged<T>(
  params: Params,
  items: readonly T[],
  names: { page: string; size: string },
  usual: number,
  most: number,
): T[] {
  const size = Math.min(params.number(names.size) ?? usual, most);
  const page = Math.max(params.number(names.page) ?? 1, 1);
  return items.slice((page - 1) * size, page * size);
}

/** The page that a request counts by rows. */
function offset<T>(params: Params, items: readonly T[]): T[] {
  const from = params.number('offset') ?? 0;
  return items.slice(from, from + Math.min(params.number('limit') ?? 1000, 1000));
}

function walletsOf(type: string): { from: WalletName; to: WalletName } | WireError {
  const [from, to] = type.split('_').map((name) => accounts[name]);
  return from && to && from !== to ? { from, to } : wireError(-9000, 'user have no available amount');
}

function transfer({ core, account, key, params }: SignedCall): unknown {
  const wallets = walletsOf(params.get('type')!);
  if ('wireError' in wallets) return wallets;
  const result = core.transfer(account, {
    ...wallets,
    asset: params.get('asset')!,
    amount: params.decimal('amount')!,
    keyId: key.id,
  });
  if (isRejection(result)) return wireError(-5013, 'Asset transfer failed: insufficient balance');
  return { tranId: Number(result.id) };
}

function transfers(call: SignedCall): unknown {
  const { core, account, params } = call;
  const type = params.get('type')!;
  if ([...others].some((name) => type.startsWith(`${name}_`) || type.endsWith(`_${name}`)))
    return { total: 0, rows: [] };
  const wallets = walletsOf(type);
  if ('wireError' in wallets) return wallets;
  const mine = core.world.transfers.filter(
    (one) => one.account === account.name && one.from === wallets.from && one.to === wallets.to,
  );
  const found = within(call, mine, 180 * DAY_MS, 7 * DAY_MS);
  if ('wireError' in found) return found;
  const rows = paged(params, found, { page: 'current', size: 'size' }, 10, 100).map((one) => ({
    asset: one.asset,
    amount: exact(one.amount),
    type,
    status: 'CONFIRMED',
    tranId: Number(one.id),
    timestamp: one.atMs,
  }));
  return { total: found.length, rows };
}

function withdraw({ core, account, key, params }: SignedCall): unknown {
  const asset = params.get('coin')!;
  const [usual, fee] = networkOf(asset);
  const network = params.get('network') ?? usual;
  if (network !== usual) return wireError(-4021, 'The network does not support this coin.');
  const clientId = params.get('withdrawOrderId');
  const result = core.withdraw(account, {
    asset,
    amount: params.decimal('amount')!,
    fee: decimal(fee),
    address: params.get('address')!,
    network,
    wallet: params.get('walletType') === '1' ? 'funding' : 'spot',
    ...(clientId === undefined ? {} : { clientId }),
    keyId: key.id,
  });
  if (!isRejection(result)) return { id: result.id };
  return result.reason === 'insufficient-balance'
    ? wireError(-4026, 'The user has insufficient balance available.')
    : wireError(-4024, 'The withdrawal amount must be greater than the minimum.');
}

/** Without its milliseconds, as the list writes the time. */
const stamp = (atMs: number): string => new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');

function withdrawals(call: SignedCall): unknown {
  const { core, account, params } = call;
  const [coin, clientId] = [params.get('coin'), params.get('withdrawOrderId')];
  const mine = core.world.withdrawals
    .filter((one) => one.account === account.name && (coin === undefined || one.asset === coin))
    .filter((one) => clientId === undefined || one.clientId === clientId);
  const found = within(call, mine, 90 * DAY_MS, 90 * DAY_MS);
  if ('wireError' in found) return found;
  return offset(params, found).map((one) => ({
    id: one.id,
    amount: exact(sent(one.amount, one.fee)),
    transactionFee: exact(one.fee),
    coin: one.asset,
    status: 6,
    address: one.address,
    txId: `0x${one.id}`,
    applyTime: stamp(one.atMs),
    network: one.network,
    transferType: 0,
    ...(one.clientId === undefined ? {} : { withdrawOrderId: one.clientId }),
    info: '',
    confirmNo: 3,
    walletType: one.wallet === 'funding' ? 1 : 0,
    txKey: '',
    completeTime: stamp(one.atMs),
  }));
}

function sent(amount: Decimal, fee: Decimal): Decimal {
  return subtract(amount, fee);
}

function deposits(call: SignedCall): unknown {
  const { core, account, params } = call;
  const coin = params.get('coin');
  const mine = core.world.deposits.filter(
    (one) => one.account === account.name && (coin === undefined || one.asset === coin),
  );
  const found = within(call, mine, 90 * DAY_MS, 90 * DAY_MS);
  if ('wireError' in found) return found;
  return offset(params, found).map((one) => ({
    id: one.id,
    amount: exact(one.amount),
    coin: one.asset,
    network: one.network ?? networkOf(one.asset)[0],
    status: 1,
    address: one.address,
    addressTag: '',
    txId: `0x${one.id}`,
    insertTime: one.atMs,
    completeTime: one.atMs,
    transferType: 0,
    confirmTimes: '1/1',
    unlockConfirm: 0,
    walletType: one.wallet === 'funding' ? 1 : 0,
  }));
}

/** Addresses that the owner has listed: settings of the account named `withdraw-address ADDRESS`, `COIN NETWORK name`. */
function addresses({ account }: SignedCall): unknown {
  return [...account.settings].flatMap(([name, value]) => {
    if (!name.startsWith('withdraw-address ')) return [];
    const [coin, network, label = ''] = value.split(' ');
    const address = name.slice('withdraw-address '.length);
    return [
      { address, addressTag: '', coin, name: label, network, origin: '', originType: 'others', whiteStatus: true },
    ];
  });
}

const mailOf = (name: string): string => `${name.slice(name.indexOf('/') + 1)}@practice.invalid`;

/** For a key of the master the other accounts of the exchange, by a mail address made of their names; a sub-account has none. */
function subAccounts({ core, account, key, params }: SignedCall): unknown {
  const isOther = (one: typeof account): boolean => one.exchange === account.exchange && one !== account;
  const rows = key.subAccount === undefined ? [...core.world.accounts.values()].filter(isOther) : [];
  return {
    subAccounts: paged(params, rows, { page: 'page', size: 'limit' }, 1, 200).map((one, index) => ({
      subUserId: index + 1,
      email: mailOf(one.name),
      remark: one.name,
      isFreeze: false,
      createTime: 0,
      isManagedSubAccount: false,
      isAssetManagementSubAccount: false,
    })),
  };
}

/** The account of the other end, and its wallet. */
function otherEnd({ to }: Transfer): { name: string; wallet: string } | undefined {
  const cut = to.lastIndexOf('/');
  return cut < 0 ? undefined : { name: to.slice(0, cut), wallet: to.slice(cut + 1) };
}

function masterTransfers(call: SignedCall): unknown {
  const { core, account, params } = call;
  const mine = core.world.transfers.filter((one) => one.account === account.name && otherEnd(one) !== undefined);
  const found = within(call, mine, 7 * DAY_MS, 7 * DAY_MS);
  if ('wireError' in found) return found;
  return {
    result: paged(params, found, { page: 'page', size: 'limit' }, 500, 500).map((one) => ({
      tranId: Number(one.id),
      fromEmail: mailOf(one.account),
      toEmail: mailOf(otherEnd(one)!.name),
      asset: one.asset,
      amount: exact(one.amount),
      createTimeStamp: one.atMs,
      fromAccountType: types[one.from],
      toAccountType: types[otherEnd(one)!.wallet],
      status: 'SUCCESS',
      clientTranId: '',
    })),
    totalCount: found.length,
  };
}

/** What a sub-account gave (`type` 2, or none) or got (1). */
function subTransfers(call: SignedCall): unknown {
  const { core, account, params } = call;
  const isIn = params.get('type') === '1';
  const mine = core.world.transfers.filter((one) =>
    isIn ? otherEnd(one)?.name === account.name : one.account === account.name && otherEnd(one) !== undefined,
  );
  const found = within(call, mine, 100 * DAY_MS, 30 * DAY_MS);
  if ('wireError' in found) return found;
  return paged(params, found, { page: 'none', size: 'limit' }, 500, 500).map((one) => ({
    counterParty: 'subAccount',
    email: mailOf(isIn ? one.account : otherEnd(one)!.name),
    type: isIn ? 1 : 2,
    asset: one.asset,
    qty: exact(one.amount),
    fromAccountType: types[one.from],
    toAccountType: types[otherEnd(one)!.wallet],
    status: 'SUCCESS',
    tranId: Number(one.id),
    time: one.atMs,
  }));
}
