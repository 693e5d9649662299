import {
  type Decimal,
  formatDecimal,
  type Instrument,
  magnitude,
  multiplyDown,
  subtract,
  zero,
} from '../core/index.ts';
import type { Call, Price, SeenBalance, SeenPosition } from '../exchanges/index.ts';
import { isDust, type OrderWish, outcomeOf, type Placed, placeClosing, placedOf } from './orders.ts';
import { inTurns, type Session } from './session.ts';
import { type Course, holdingName, positionName } from './tally.ts';
import type { Residue } from './target.ts';

/** So long an order of which nobody knows whether it was taken may still turn up, in ms: what it sells is not sold once more. */
const UNSURE_MS = 3_000;
/** An exchange that calls more than so many times the smallest order too small means something else. */
const DUST_FACTOR = 5n;

const UNKNOWN_MARKET = 'Keyward does not know how this market is closed';
const BORROWED = 'it is borrowed: buy it back and repay it on the exchange';
/** A coin that was delisted is not told from one that is halted, and that may be worth much: it is left, not dust. */
const HALTED = 'does not trade now, halted or delisted: sell it when it does, or name it in kill.keep';

/** Whether no order of Keyward's own can end it. */
export function isBeyond({ why }: Residue): boolean {
  return why === UNKNOWN_MARKET || why === BORROWED || why.endsWith(HALTED);
}

/** Of positions: whose closing the exchange took, or has nothing for, and which no order of Keyward's can close. */
export interface Closing {
  readonly sent: ReadonlySet<SeenPosition>;
  readonly hopeless: ReadonlySet<SeenPosition>;
}

/** One reduce-only order for each position, of the size that it has now. */
export async function closePositions(session: Session, held: readonly SeenPosition[]): Promise<Closing> {
  const { target, tell } = session;
  const [sent, hopeless] = [new Set<SeenPosition>(), new Set<SeenPosition>()];
  const known: { readonly position: SeenPosition; readonly instrument: Instrument }[] = [];
  for (const position of held) {
    const instrument = target.instrument(position.symbol, position.kind);
    // A position on margin that names no market is closed by no order of that market.
    const isPlaceable = position.kind !== 'spot' || position.market !== undefined;
    if (instrument && (isPlaceable || target.closing.closePosition)) known.push({ position, instrument });
    else {
      leave(session, position, UNKNOWN_MARKET);
      if (!session.isListed) continue;
      hopeless.add(position);
      session.hopeless++;
    }
  }
  if (known.length === 0) return { sent, hopeless };
  tell(`closes ${known.length} ${known.length === 1 ? 'position' : 'positions'}`);
  let asked: Promise<ReadonlyMap<string, Price>> | undefined;
  // On some exchanges one that does not trade spoils the answer for all.
  const traded = known.map(({ instrument }) => instrument).filter(({ active }) => active);
  const prices = () => (asked ??= target.prices(traded));
  await inTurns(known, async ({ position, instrument }) => {
    const price = async () => (await prices()).get(instrument.market) ?? markOf(position);
    const placed = await closeOne(session, position, instrument, price);
    const course = session.tally.position(position);
    if (placed.kind === 'sent') course.isTried = placed.isSure;
    else if (placed.kind !== 'nothing') leave(session, position, (course.why = whyOf(placed)));
    if (placed.kind === 'sent' && placed.isSure) delete course.why;
    // What holds it may be its own stops.
    if (placed.kind === 'locked' || placed.kind === 'nothing' || (placed.kind === 'sent' && placed.isSure))
      sent.add(position);
  });
  return { sent, hopeless };
}

async function closeOne(
  session: Session,
  position: SeenPosition,
  instrument: Instrument,
  price: () => Promise<Price | undefined>,
): Promise<Placed> {
  const { target, tally } = session;
  const { leg, mode, quantity } = position;
  const wish: OrderWish = {
    instrument,
    side: quantity < 0n ? 'buy' : 'sell',
    quantity: magnitude(quantity),
    reduceOnly: true,
    ...(leg === undefined ? {} : { leg }),
    ...(mode === undefined ? {} : { mode }),
  };
  const isPlaceable = position.kind !== 'spot' || position.market !== undefined;
  const placed: Placed = isPlaceable
    ? await placeClosing(target, wish, { idle: tally.position(position).idle, price })
    : { kind: 'refused', code: 'margin' };
  if (placed.kind === 'sent' || placed.kind === 'nothing') return placed;
  // Where such an order is refused, the exchange's own call for the whole position, if it has one.
  const { closing, environment, account, newClientOrderId } = target;
  if (!closing.closePosition) return placed;
  let call: Call;
  try {
    call = closing.closePosition({ ...wish, clientOrderId: newClientOrderId() }, environment);
  } catch {
    return placed;
  }
  const reply = await target.ask(call).catch(() => undefined);
  if (!reply) return { kind: 'sent', isSure: false };
  const whole = placedOf(target, outcomeOf(account, call, reply));
  // What holds it may be its own stops. Of a position that no order closes, only this call knows why.
  return !isPlaceable || whole.kind === 'sent' || whole.kind === 'locked' ? whole : placed;
}

function leave({ tally }: Session, position: SeenPosition, why: string): void {
  const name = positionName(position);
  const amount = formatDecimal(position.quantity);
  tally.leave('positions', name, { what: 'position', name, amount, why });
}

function markOf({ symbol, kind, mark }: SeenPosition): Price | undefined {
  return mark === undefined ? undefined : { symbol, kind, price: mark };
}

function whyOf(placed: Placed): string {
  if (placed.kind === 'refused') return `the exchange refuses the order (${placed.code})`;
  if (placed.kind === 'locked') return 'it is locked';
  return placed.kind === 'dust' ? 'the exchange calls it too small' : 'it is still there';
}

interface Sale {
  readonly balance: SeenBalance;
  readonly instrument: Instrument;
  readonly price: Price | undefined;
}

/** What is owed beyond what there is of it stays open when all else is sold: it is told, and never bought. */
export async function leaveDebts(session: Session, balances: readonly SeenBalance[]): Promise<void> {
  const { tally, target, routes } = session;
  const debts = balances.flatMap((balance) => {
    const owed = subtract(balance.owed ?? zero, balance.total);
    const instrument = routes.marketOf(balance.asset);
    return owed > 0n ? [{ balance, owed, instrument }] : [];
  });
  const markets = debts.flatMap(({ instrument }) => instrument ?? []);
  const prices = markets.length === 0 ? new Map<string, Price>() : await target.prices(markets);
  for (const { balance, owed, instrument } of debts) {
    const { asset } = balance;
    const isSmall = instrument
      ? isDust(instrument, owed, prices.get(instrument.market))
      : asset === routes.quote && owed < smallestOf(session);
    if (isSmall) continue;
    const [amount, why] = [`-${formatDecimal(owed)}`, BORROWED];
    tally.leave('holdings', `${holdingName(balance)} owed`, { what: 'holding', name: asset, amount, why });
    if (session.isListed) session.hopeless++;
  }
}

/** The smallest amount of the quote coin that any market takes. */
function smallestOf({ instruments, routes }: Session): Decimal {
  const least = instruments.flatMap(({ kind, quote, minNotional }) =>
    kind === 'spot' && quote === routes.quote && minNotional !== undefined ? [minNotional] : [],
  );
  return least.reduce((a, b) => (a < b ? a : b), least[0] ?? zero);
}

/** Sells what is held for the quote coin; true when there was something that is to be sold. */
export async function sellHoldings(session: Session, held: readonly SeenBalance[]): Promise<boolean> {
  const { target, tell, tally } = session;
  session.dust.clear();
  session.kept.clear();
  const paths = held.flatMap((balance) => pathOf(session, balance));
  const prices =
    paths.length === 0 ? new Map<string, Price>() : await target.prices(paths.map(({ instrument }) => instrument));
  const sales = paths
    .map((path): Sale => ({ ...path, price: prices.get(path.instrument.market) }))
    .filter((sale) => !isTooSmall(session, sale));
  if (sales.length > 0) tell(`sells ${sales.map(({ balance }) => balance.asset).join(', ')}`);
  // What is about to be paid for another coin is sold with that, in the next round; not when that sale was tried before, for it may never be.
  const paid = new Set(
    sales.flatMap(({ balance, instrument }) => (tally.holding(balance).wasTried ? [] : [instrument.quote])),
  );
  await inTurns(sales, async (sale) => {
    const { balance, instrument, price } = sale;
    const course = tally.holding(balance);
    if (paid.has(balance.asset)) {
      const amount = formatDecimal(balance.total);
      const residue = { what: 'holding', name: balance.asset, amount, why: 'it is not sold yet' } as const;
      return tally.leave('holdings', holdingName(balance), residue);
    }
    course.wasTried = true;
    const why = await sellOne(session, sale, course);
    if (why === undefined) {
      isTooSmall(session, { balance, instrument, price });
      return;
    }
    const amount = formatDecimal(balance.total);
    tally.leave('holdings', holdingName(balance), { what: 'holding', name: balance.asset, amount, why });
  });
  return tally.residue('holdings').length > 0;
}

/** Gives why it is still there; nothing when it is dust. */
async function sellOne(session: Session, sale: Sale, course: Course): Promise<string | undefined> {
  const { target } = session;
  const { balance, instrument, price } = sale;
  const quantity = balance.free ?? balance.total;
  const nowMs = target.clock.monotonicMs();
  if (course.unsureUntilMs !== undefined && nowMs < course.unsureUntilMs)
    return 'nobody knows yet whether the order was taken';
  if (isDust(instrument, quantity, price)) return 'it is locked';
  const wish = { instrument, side: 'sell' as const, quantity, reduceOnly: false };
  const placed = await placeClosing(target, wish, { idle: course.idle, price: async () => price });
  delete course.unsureUntilMs;
  if (placed.kind === 'sent') {
    course.isTried = placed.isSure;
    if (!placed.isSure) course.unsureUntilMs = target.clock.monotonicMs() + UNSURE_MS;
    // Nothing was sent after the time was up.
    return (session.isOver ? course.why : undefined) ?? 'it is not sold yet';
  }
  if (placed.kind !== 'dust') return (course.why = whyOf(placed));
  if (!isSmall(sale)) return 'the exchange calls it too small, which it is not';
  course.dust = balance.total;
  return undefined;
}

function isTooSmall({ dust, tally }: Session, { balance, instrument, price }: Sale): boolean {
  const { asset, total } = balance;
  if (tally.holding(balance).dust !== total && !isDust(instrument, total, price)) return false;
  dust.set(holdingName(balance), `${formatDecimal(total)} ${asset}: too small to be sold`);
  return true;
}

/** Whether it is near the smallest order at all. */
function isSmall({ balance, instrument, price }: Sale): boolean {
  const { minNotional, minQuantity } = instrument;
  if (minNotional !== undefined && price) return multiplyDown(balance.total, price.price) < minNotional * DUST_FACTOR;
  return minQuantity === undefined || balance.total < minQuantity * DUST_FACTOR;
}

/** The market in which it is sold; none for what stays, with the reason told. */
function pathOf(session: Session, balance: SeenBalance): readonly Pick<Sale, 'balance' | 'instrument'>[] {
  const { routes, target, kept, tally } = session;
  const { asset, wallet, total } = balance;
  const amount = formatDecimal(total);
  const keep = (why: string): readonly never[] => {
    kept.set(holdingName(balance), `${amount} ${asset}: ${why}`);
    return [];
  };
  if (routes.isKept(asset)) return keep('kept as the settings say');
  const isQuote = asset === routes.quote;
  if (!target.closing.sells.includes(wallet))
    return isQuote ? [] : keep(`in the ${wallet} wallet, from which orders do not sell`);
  if (isQuote && session.instruments.length > 0) return [];
  const instrument = routes.marketOf(asset);
  if (instrument) return [{ balance, instrument }];
  const leave = (why: string): readonly never[] => {
    tally.leave('holdings', holdingName(balance), { what: 'holding', name: asset, amount, why });
    return [];
  };
  if (!session.isListed) return leave('the markets of the exchange could not be read');
  const halted = routes.haltedOf(asset);
  if (!halted || isDust(halted, total, undefined)) return keep(routes.whyNot(asset));
  session.hopeless++;
  return leave(`${halted.market} ${HALTED}`);
}
