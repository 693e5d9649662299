import { add, type Decimal, formatDecimal, zero } from '../../../core/index.ts';
import type { WalletName } from '../../core/account.ts';
import { decimal } from '../../core/markets.ts';
import { isRejection } from '../../core/order.ts';
import type { Transfer, Withdrawal } from '../../core/world.ts';
import { fundingBills } from './bills.ts';
import {
  DAY_MS,
  isOkxError,
  listed,
  type OkxError,
  okxError,
  page,
  parameterError,
  type SignedCall,
  type SignedRoute,
} from './wire.ts';

/** Calls about the funding account: currencies, transfers and withdrawals. */
export const fundingRoutes: readonly SignedRoute[] = [
  get('currencies', currencies),
  get('balances', balances),
  get('bills', bills),
  get('deposit-history', deposits),
  get('deposit-address', depositAddress),
  get('withdrawal-history', withdrawals),
  get('transfer-state', transferState),
  // Nothing is lent out here.
  { line: 'GET /api/v5/finance/savings/balance', needs: 'read', answer: () => [] },
  { line: 'POST /api/v5/asset/transfer', needs: 'trade', answer: transfer },
  { line: 'POST /api/v5/asset/withdrawal', needs: 'withdraw', answer: withdraw },
];

function get(path: string, answer: SignedRoute['answer']): SignedRoute {
  return { line: `GET /api/v5/asset/${path}`, needs: 'read', answer };
}

interface Chain {
  readonly asset: string;
  readonly chain: string;
  readonly fee: string;
}

const networks: Readonly<Record<string, readonly (readonly [network: string, fee: string])[]>> = {
  BTC: [['Bitcoin', '0.0001']],
  ETH: [['ERC20', '0.001']],
  SOL: [['Solana', '0.01']],
  USDT: [
    ['ERC20', '2'],
    ['TRC20', '1'],
  ],
};

function chainsOf(call: SignedCall): readonly Chain[] {
  const assets = new Set(listed(call.core).flatMap((market) => [market.base, market.quote]));
  return [...assets].flatMap((asset) =>
    (networks[asset] ?? [['Solana', '1'] as const]).map(([network, fee]) => ({
      asset,
      chain: `${asset}-${network}`,
      fee,
    })),
  );
}

function wantedOf(call: SignedCall): (asset: string) => boolean {
  const wanted = call.params.get('ccy')?.split(',');
  return (asset) => wanted === undefined || wanted.includes(asset);
}

function currencies(call: SignedCall): readonly unknown[] {
  const isWanted = wantedOf(call);
  return chainsOf(call)
    .filter(({ asset }) => isWanted(asset))
    .map(({ asset, chain, fee }) => ({
      burningFeeRate: '',
      canDep: true,
      canInternal: true,
      canWd: true,
      ccy: asset,
      chain,
      ctAddr: '',
      fee,
      logoLink: '',
      mainNet: true,
      maxFee: fee,
      maxWd: '1000000',
      minDep: '0.001',
      minFee: fee,
      minWd: '0.001',
      name: asset,
      needTag: false,
      usedWdQuota: '0',
      wdQuota: '10000000',
      wdTickSz: '8',
    }));
}

function balances(call: SignedCall): readonly unknown[] {
  const isWanted = wantedOf(call);
  return [...call.account.wallets.funding]
    .filter(([asset]) => isWanted(asset))
    .map(([asset, { free, locked }]) => ({
      availBal: formatDecimal(free),
      bal: formatDecimal(add(free, locked)),
      ccy: asset,
      frozenBal: formatDecimal(locked),
    }));
}

function depositAddress(call: SignedCall): readonly unknown[] | OkxError {
  const asset = call.params.get('ccy');
  if (asset === undefined) return parameterError('ccy');
  return chainsOf(call)
    .filter((one) => one.asset === asset)
    .map(({ chain }) => ({
      addr: `practice-address-${asset}`,
      ccy: asset,
      chain,
      ctAddr: '',
      selected: true,
      tag: '',
      to: '6',
    }));
}

const wallets: Readonly<Record<string, WalletName>> = { '6': 'funding', '18': 'spot' };
const accounts: Readonly<Record<string, string>> = { funding: '6', spot: '18' };

function transferRow({ id, asset, amount, from, to }: Transfer): Record<string, unknown> {
  const [source, target] = [accounts[from] ?? '', accounts[to.split('/').at(-1)!] ?? ''];
  return { amt: formatDecimal(amount), ccy: asset, clientId: '', from: source, to: target, transId: id };
}

function transfer(call: SignedCall): readonly unknown[] | OkxError {
  const { params } = call;
  const [asset, amount, type] = [params.get('ccy'), params.decimal('amt'), params.get('type') ?? '0'];
  const [from, to] = [wallets[params.get('from') ?? ''], wallets[params.get('to') ?? '']];
  if (asset === undefined) return parameterError('ccy');
  if (amount === undefined || amount <= 0n) return parameterError('amt');
  const toAccount = otherAccount(call, type);
  if (isOkxError(toAccount)) return toAccount;
  if (!from || !to || (toAccount === undefined && from === to)) return parameterError('from');
  const other = toAccount === undefined ? {} : { toAccount };
  const done = call.core.transfer(call.account, { asset, amount, from, to, keyId: call.key.id, ...other });
  return isRejection(done) ? okxError('58350', 'Insufficient balance') : [transferRow(done)];
}

/** Where a transfer goes beside the own account: from a master to its sub-account (`1`), or from a sub-account to its master (`3`). */
function otherAccount({ context, key, params }: SignedCall, type: string): string | OkxError | undefined {
  if (type === '0') return undefined;
  const keys = context.keys.all().filter(({ exchange }) => exchange === 'okx');
  if (type === '1' && key.subAccount === undefined) {
    const name = params.get('subAcct');
    if (name === undefined) return parameterError('subAcct');
    const sub = keys.find(({ subAccount }) => subAccount === name);
    return sub?.account ?? okxError('58115', 'Sub-account does not exist.');
  }
  const master = keys.find(({ subAccount }) => subAccount === undefined);
  if (type === '3' && key.subAccount !== undefined && master) return master.account;
  return okxError('58127', "The API key does not support the current transfer 'type' parameter.");
}

function ownTransfers(call: SignedCall): readonly Transfer[] {
  call.core.now();
  return call.core.world.transfers.filter((one) => one.account === call.account.name).reverse();
}

function transferState(call: SignedCall): readonly unknown[] | OkxError {
  const found = ownTransfers(call).find(({ id }) => id === call.params.get('transId'));
  return found
    ? [{ ...transferRow(found), state: 'success', type: '0' }]
    : okxError('58129', 'Transfer does not exist');
}

/** What is older than the documents say is not told any more. */
const BILLS_KEPT_MS = 30 * DAY_MS;

function byTime<T extends { readonly ts: string }>(call: SignedCall, rows: readonly T[]): readonly T[] {
  return page(call.params, rows, ({ ts }) => Number(ts));
}

function bills(call: SignedCall): readonly unknown[] {
  const isWanted = wantedOf(call);
  const type = call.params.get('type');
  const rows = fundingBills(call).filter(
    (row) =>
      isWanted(row.ccy) && (type === undefined || row.type === type) && Number(row.ts) >= call.nowMs - BILLS_KEPT_MS,
  );
  return byTime(call, rows);
}

function ownWithdrawals(call: SignedCall): readonly Withdrawal[] {
  call.core.now();
  return call.core.world.withdrawals.filter((one) => one.account === call.account.name).reverse();
}

/** OKX adds the fee to the amount; it leaves from the funding account alone. */
function withdraw(call: SignedCall): readonly unknown[] | OkxError {
  const { params } = call;
  const [asset, amount, address] = [params.get('ccy'), params.decimal('amt'), params.get('toAddr')];
  if (asset === undefined) return parameterError('ccy');
  if (amount === undefined || amount <= 0n) return parameterError('amt');
  if (address === undefined) return parameterError('toAddr');
  if (!['3', '4'].includes(params.get('dest') ?? '')) return parameterError('dest');
  const chains = chainsOf(call).filter((one) => one.asset === asset);
  const chain = chains.find((one) => one.chain === (params.get('chain') ?? chains[0]?.chain));
  if (!chain) return okxError('58216', 'The chain is not supported.');
  const fee = params.get('dest') === '3' ? zero : decimal(chain.fee);
  const clientId = params.get('clientId');
  const done = call.core.withdraw(call.account, {
    asset,
    amount: add(amount, fee),
    fee,
    address,
    ...(params.get('dest') === '3' ? {} : { network: chain.chain }),
    wallet: 'funding',
    ...(clientId === undefined ? {} : { clientId }),
    keyId: call.key.id,
  });
  if (isRejection(done)) return okxError('58350', 'Insufficient balance');
  return [{ amt: formatDecimal(amount), ccy: asset, chain: chain.chain, clientId: clientId ?? '', wdId: done.id }];
}

/** Both kinds unless `type` names one: `3` for other users of the exchange, `4` on chain. */
function withdrawals(call: SignedCall): readonly unknown[] {
  const isWanted = wantedOf(call);
  const [type, wdId] = [call.params.get('type'), call.params.get('wdId')];
  const rows = ownWithdrawals(call)
    .filter(
      ({ id, asset, network }) =>
        isWanted(asset) &&
        (wdId === undefined || id === wdId) &&
        (type === undefined || type === (network === undefined ? '3' : '4')),
    )
    .map(({ id, asset, amount, fee, address, network, clientId, atMs }) => ({
      amt: formatDecimal((amount - fee) as Decimal),
      ccy: asset,
      chain: network ?? '',
      clientId: clientId ?? '',
      fee: formatDecimal(fee),
      feeCcy: asset,
      from: 'practice',
      nonTradableAsset: false,
      note: '',
      state: '2',
      to: address,
      toAddrType: '1',
      ts: String(atMs),
      txId: network === undefined ? '' : `practice-${id}`,
      wdId: id,
    }));
  return byTime(call, rows);
}

function deposits(call: SignedCall): readonly unknown[] {
  call.core.now();
  const isWanted = wantedOf(call);
  const rows = call.core.world.deposits
    .filter(({ account, asset }) => account === call.account.name && isWanted(asset))
    .reverse()
    .map(({ id, asset, amount, address, network, atMs }) => ({
      actualDepBlkConfirm: '2',
      amt: formatDecimal(amount),
      areaCodeFrom: '',
      ccy: asset,
      chain: network ?? chainsOf(call).find((one) => one.asset === asset)?.chain ?? '',
      depId: id,
      from: '',
      fromWdId: '',
      state: '2',
      to: address,
      ts: String(atMs),
      txId: `practice-${id}`,
    }));
  return byTime(call, rows);
}
