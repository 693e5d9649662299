import { add, type Decimal, subtract, zero } from '../../core/index.ts';
import { type Account, availableIn, balanceOf, type WalletName } from './account.ts';
import { type Rejection, reject } from './order.ts';
import { seededBytes } from './random.ts';
import { collect, type Deposit, priceOf, type Transfer, type Withdrawal, type World } from './world.ts';

export interface TransferRequest {
  readonly asset: string;
  readonly amount: Decimal;
  readonly from: WalletName;
  readonly to: WalletName;
  /** Another account of the same exchange; absent: the own one. */
  readonly toAccount?: string;
  readonly keyId?: string;
}

export interface WithdrawRequest {
  readonly asset: string;
  readonly amount: Decimal;
  /** Taken out of the amount. */
  readonly fee?: Decimal;
  readonly address: string;
  readonly network?: string;
  readonly wallet?: WalletName;
  readonly clientId?: string;
  readonly keyId?: string;
}

/** Moves free funds between wallets of one account, or to another account. */
export function transfer(world: World, account: Account, request: TransferRequest, atMs: number): Transfer | Rejection {
  const to = request.toAccount === undefined ? account : world.accounts.get(request.toAccount);
  if (!to || to.exchange !== account.exchange) return reject('unknown-account');
  if (request.amount <= 0n || (to === account && request.from === request.to)) return reject('bad-parameter');
  if (!take(world, account, request.from, request.asset, request.amount)) return reject('insufficient-balance');
  const balance = balanceOf(to, request.to, request.asset);
  balance.free = add(balance.free, request.amount);
  const record: Transfer = {
    id: String(world.nextId++),
    account: account.name,
    ...(request.keyId === undefined ? {} : { keyId: request.keyId }),
    asset: request.asset,
    amount: request.amount,
    from: request.from,
    to: to === account ? request.to : `${to.name}/${request.to}`,
    atMs,
  };
  world.transfers.push(record);
  if (request.from === 'futures') noteTransfer(world, account, request.asset, -request.amount as Decimal, atMs);
  if (request.to === 'futures') noteTransfer(world, to, request.asset, request.amount, atMs);
  return record;
}

/** Sends funds out of the exchange. They are gone: counted as `outside`. */
export function withdraw(
  world: World,
  account: Account,
  request: WithdrawRequest,
  atMs: number,
): Withdrawal | Rejection {
  const fee = request.fee ?? zero;
  const wallet = request.wallet ?? 'spot';
  if (request.amount <= fee) return reject('bad-parameter');
  if (!take(world, account, wallet, request.asset, request.amount)) return reject('insufficient-balance');
  collect(world.fees, request.asset, fee);
  collect(world.outside, request.asset, subtract(request.amount, fee));
  const id = seededBytes(world.seed, `withdrawal ${world.nextId++}`, 16).toString('hex');
  const record: Withdrawal = {
    id,
    account: account.name,
    ...(request.keyId === undefined ? {} : { keyId: request.keyId }),
    asset: request.asset,
    amount: request.amount,
    fee,
    address: request.address,
    ...(request.network === undefined ? {} : { network: request.network }),
    ...(request.clientId === undefined ? {} : { clientId: request.clientId }),
    wallet,
    atMs,
  };
  world.withdrawals.push(record);
  return record;
}

export interface DepositRequest {
  readonly asset: string;
  readonly amount: Decimal;
  readonly address: string;
  readonly network?: string;
  readonly wallet?: WalletName;
}

/** Funds arrive from outside, credited at once. */
export function deposit(world: World, account: Account, request: DepositRequest, atMs: number): Deposit | Rejection {
  const wallet = request.wallet ?? 'spot';
  if (request.amount <= 0n) return reject('bad-parameter');
  const balance = balanceOf(account, wallet, request.asset);
  balance.free = add(balance.free, request.amount);
  collect(world.outside, request.asset, -request.amount as Decimal);
  const record: Deposit = {
    id: seededBytes(world.seed, `deposit ${world.nextId++}`, 16).toString('hex'),
    account: account.name,
    asset: request.asset,
    amount: request.amount,
    wallet,
    address: request.address,
    ...(request.network === undefined ? {} : { network: request.network }),
    atMs,
  };
  world.deposits.push(record);
  return record;
}

/** Gives an account funds out of the market maker's stock, so that nothing is made from nothing. */
export function fund(world: World, account: Account, wallet: WalletName, asset: string, amount: Decimal): void {
  const stock = balanceOf(world.house, wallet === 'futures' ? 'futures' : 'spot', asset);
  stock.free = subtract(stock.free, amount);
  const balance = balanceOf(account, wallet, asset);
  balance.free = add(balance.free, amount);
}

function take(world: World, account: Account, wallet: WalletName, asset: string, amount: Decimal): boolean {
  const available = availableIn(account, wallet, asset, (symbol) => priceOf(world, symbol));
  if (amount > available) return false;
  const balance = balanceOf(account, wallet, asset);
  balance.free = subtract(balance.free, amount);
  return true;
}

function noteTransfer(world: World, account: Account, asset: string, amount: Decimal, atMs: number): void {
  account.income.push({ id: world.nextId++, kind: 'transfer', asset, amount, atMs });
}
