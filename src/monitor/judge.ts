import { type Decimal, formatDecimal } from '../core/index.ts';
import type { SeenFill, SeenFlow, SeenMove, SeenOrder, SeenPosition, Watch } from '../exchanges/index.ts';
import { Declarations, type DeclarationsParts } from './declared.ts';
import { type Ended, endedFinding } from './ended.ts';
import { type Finding, finding } from './finding.ts';
import { fits, isIn, isShape, isShrunk, startsWith, type Where } from './matching.ts';
import type { OwnOrder, Shape } from './own-order.ts';
import { amountOf, describe, marketOf, movedBy, nameOf, printShape } from './sentences.ts';

/** How far the clocks of this host and of the exchange may lie apart where an order is matched without a name, in ms. */
const SKEW_MS = 60_000;
/** An order that was sent is at the exchange within so long, in ms, or not at all. */
const ARRIVES_MS = 120_000;
/** What only reduces may be smaller than it was sent for so long, in ms, before the positions must tell why. */
const SHRINKS_MS = 8_000;

/** Client order ids as the gateway makes them for bots that give none: `kw` and a ULID. */
const MADE_HERE = /^kw[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export interface JudgeParts extends DeclarationsParts {
  /** False where the monitor runs without the journal of the gateway: then orders in the bots' markets cannot be told apart. */
  readonly hasJournal: boolean;
  /** The first entry of the journal, and the beginning of the watch, ms since the epoch. What is older was there before. */
  readonly genesisMs: number;
  readonly beganMs: number;
  /** The markets of the bots that use the key. */
  readonly markets: ReadonlySet<string>;
  readonly ids: Watch['ids'];
  /** Since when nothing may be placed, by this host's clock; `undefined` while it may. */
  haltedSinceMs(): number | undefined;
  /** How much there is that an order of this side would reduce, in base units, as the last look showed it; `undefined` where nobody knows. */
  reducible?(seen: SeenOrder): Decimal | undefined;
}

/** `later`: it may be of an order whose id nobody has told yet; to be asked again. */
export type Verdict = { readonly kind: 'own'; readonly order: OwnOrder } | Finding | 'explained' | 'later';

/** Says of each order, fill and move of an account whether the journal explains it; in the order in which the evidence is strongest. */
export class Judge {
  readonly #parts: JudgeParts;
  readonly #declared: Declarations;
  readonly #shrunkMs = new WeakMap<OwnOrder, number>();

  constructor(parts: JudgeParts) {
    this.#parts = parts;
    this.#declared = new Declarations(parts);
  }

  order(seen: SeenOrder): Verdict {
    const own = this.#ownOf(seen);
    if (own && isFinding(own)) return own;
    if (own) return this.#changed(seen, own) ?? { kind: 'own', order: own };
    return this.#stranger(seen);
  }

  /** A fill is judged by its order. `isFinal`: there is no later. */
  fill(seen: SeenFill, isFinal = false): Verdict {
    const { order, symbol, side, market, atMs } = seen;
    const traded: SeenOrder = {
      what: 'order',
      order,
      symbol,
      kind: seen.kind,
      ...(market === undefined ? {} : { market }),
      side,
      quantity: seen.quantity,
      filled: seen.quantity,
      price: seen.price,
      reduceOnly: false,
      isProtective: false,
      isOpen: false,
      createdMs: atMs,
    };
    const own = this.#named(traded);
    if (own && isFinding(own)) return own;
    if (own) return { kind: 'own', order: own };
    const isNamed = order.clientOrderId !== undefined && order.clientOrderId !== '';
    if (!isFinal && this.#mayBeOwn(traded, isNamed, side, atMs)) return 'later';
    return this.#stranger(traded);
  }

  /** A line of the ledger that names its order. `market`: where it was traded, unified. `isFinal`: there is no later. */
  flow(seen: SeenFlow, market: string | undefined, isFinal = false): Verdict {
    const { own, key } = this.#parts;
    const { orderId, symbol, asset, amount, atMs, word } = seen;
    if (orderId === undefined) return 'explained';
    const order = own.find(key, { orderId });
    if (order) return { kind: 'own', order };
    const where = symbol === undefined ? undefined : { symbol };
    if (!isFinal && this.#mayBeOwn(where, false, undefined, atMs)) return 'later';
    const isQuote = market?.split('/')[1] === asset;
    const line: SeenOrder = {
      what: 'order',
      order: { orderId },
      symbol: symbol ?? `${asset} (${word})`,
      ...(market === undefined ? {} : { market }),
      kind: 'spot',
      side: amount < 0n !== isQuote ? 'sell' : 'buy',
      reduceOnly: false,
      isProtective: false,
      isOpen: false,
      createdMs: atMs,
    };
    return this.#stranger(line, false);
  }

  /** Whether an order of ours without an id may be the one, or one that a conditional order of ours has set off. */
  #mayBeOwn(where: Where | undefined, isNamed: boolean, side: string | undefined, atMs: number): boolean {
    const { own, key, offsetMs } = this.#parts;
    const hostMs = atMs - offsetMs();
    const fitting = (one: OwnOrder): boolean =>
      (where === undefined || isIn(one, where)) &&
      (side === undefined || one.side === side) &&
      hostMs >= one.atMs - SKEW_MS;
    if (own.conditional(key).some(fitting)) return true;
    return !isNamed && own.inDoubt(key).some((one) => fitting(one) && hostMs <= one.atMs + ARRIVES_MS);
  }

  /** An own order that was open and is not any more, without a cancel of ours. `seenMs`: when it was open the last time, by this host's clock. */
  ended(seen: SeenOrder, own: OwnOrder, status: Ended, seenMs: number): Finding | undefined {
    return endedFinding(this.#parts, seen, own, status, seenMs);
  }

  move(seen: SeenMove): Finding | undefined {
    const { key, beganMs } = this.#parts;
    if (seen.state === 'failed' || seen.atMs < beganMs) return undefined;
    if (seen.kind === 'deposit')
      return finding('deposit', 'info', key, seen.id, `${amountOf(seen)} came in`, { evidence: movedBy(seen) });
    const isDeclared = this.#declared.at(seen.atMs).some(({ moves }) => moves);
    const what =
      seen.kind === 'withdrawal'
        ? `${amountOf(seen)} ${seen.state === 'pending' ? 'is being' : 'was'} withdrawn to ${seen.address ?? seen.to ?? 'an address that the exchange does not show'}`
        : `${amountOf(seen)} was moved from ${seen.from ?? 'a wallet'} to ${seen.to ?? seen.address ?? 'another'}`;
    return finding(seen.kind, isDeclared ? 'info' : 'critical', key, seen.id, what, {
      evidence: [...movedBy(seen), 'no bot key can move value: it was not done through Keyward'],
      isSecurity: !isDeclared,
    });
  }

  /** A position in a market that no bot trades. `id`: what tells it from an earlier one there. */
  position(seen: SeenPosition, id = ''): Finding | undefined {
    const { key, markets } = this.#parts;
    const market = seen.market ?? seen.symbol;
    if (seen.quantity === 0n || markets.has(market)) return undefined;
    return finding(
      'position-foreign',
      'critical',
      key,
      `${seen.kind} ${seen.symbol} ${seen.leg ?? ''} ${id}`.replace(/ +/g, ' ').trimEnd(),
      `there is a position of ${formatDecimal(seen.quantity)} in ${market}, which no bot trades`,
      { isSecurity: true, market },
    );
  }

  /** Whether others may now act in the market of a position. */
  isDeclared(position: Pick<SeenPosition, 'symbol'> & Partial<SeenPosition>): boolean {
    return this.#declared.isOpen(position);
  }

  #ownOf(seen: SeenOrder): OwnOrder | Finding | undefined {
    const { own, key } = this.#parts;
    const { orderId } = seen.order;
    const named = this.#named(seen);
    if (named) return named;
    const parent = seen.parent && own.find(key, seen.parent, seen);
    if (parent) {
      if (orderId !== undefined) own.name(parent, orderId);
      return parent;
    }
    return this.#inDoubt(seen);
  }

  /** By the exchange's id of it, then by its client order id, which anybody can type. */
  #named(seen: SeenOrder): OwnOrder | Finding | undefined {
    const { own, key } = this.#parts;
    const { orderId, clientOrderId } = seen.order;
    const byId = orderId === undefined ? undefined : own.find(key, { orderId }, seen);
    if (byId) return byId;
    if (clientOrderId !== undefined && clientOrderId !== '') {
      const named = own.findAll(key, clientOrderId);
      const fitting = named.findLast((one) => fits(seen, one));
      if (fitting) {
        if (orderId !== undefined) own.name(fitting, orderId);
        return fitting;
      }
      if (named.length > 0) return this.#replayed(seen, named.at(-1)!);
    }
    return undefined;
  }

  /** The only order without an answer that this can be, where this is the only one that it can be. */
  #inDoubt(seen: SeenOrder): OwnOrder | undefined {
    const { own, key, offsetMs } = this.#parts;
    if (seen.createdMs === undefined) return undefined;
    const createdMs = seen.createdMs - offsetMs();
    // What the bot has named would bear its name.
    const fitting = own
      .inDoubt(key)
      .filter(
        (one) =>
          one.clientOrderId === '' &&
          isIn(one, seen) &&
          one.side === seen.side &&
          one.shapes.some((shape) => isShape(seen, shape)) &&
          createdMs >= one.atMs - SKEW_MS &&
          createdMs <= one.atMs + ARRIVES_MS,
      );
    const [only] = fitting;
    if (!only || fitting.length > 1) return undefined;
    if (seen.order.orderId !== undefined) own.name(only, seen.order.orderId);
    return only;
  }

  #replayed(seen: SeenOrder, own: OwnOrder): Finding {
    const { key } = this.#parts;
    const id = seen.order.clientOrderId;
    return finding(
      'replayed-id',
      'critical',
      key,
      nameOf(seen),
      `an order in ${marketOf(seen)} bears the name of one of ${own.bot}'s, and is not that one`,
      {
        evidence: [describe(seen), `decision ${own.decision} has the client order id ${id}`],
        isSecurity: true,
        market: marketOf(seen),
      },
    );
  }

  /** What is open has another size or price than any that Keyward sent. */
  #changed(seen: SeenOrder, own: OwnOrder): Finding | undefined {
    if (!seen.isOpen || own.shapes.some((shape) => isShape(seen, shape))) return undefined;
    const { key } = this.#parts;
    const sent = own.shapes.at(-1)!;
    if (own.isReduceOnly && own.shapes.some((shape) => isShrunk(seen, shape)) && this.#isCut(seen, own))
      return undefined;
    const what = seen.isProtective ? 'a protective stop' : 'an order';
    const evidence = [`now: ${describe(seen)}`, `sent: ${printShape(sent)}`, `decision ${own.decision}`];
    const market = marketOf(seen);
    const id = `${nameOf(seen)} ${printShape(shapeOf(seen))}`;
    const by = this.#declared.changed(seen);
    if (by) {
      own.shapes.push(shapeOf(seen));
      const says = `${what} of ${own.bot} in ${market} was changed by ${by.who}, as declared`;
      return finding('declared-order', 'info', key, id, says, { evidence, market });
    }
    // What the owner knows of one change says nothing of the next.
    const says = `${what} of ${own.bot} in ${market} was changed, and not through Keyward`;
    return finding('foreign-amend', 'critical', key, id, says, { evidence, isSecurity: true, market });
  }

  /** Whether the exchange may have made it smaller, to what is left to reduce: the positions were perhaps read before. */
  #isCut(seen: SeenOrder, own: OwnOrder): boolean {
    const left = this.#parts.reducible?.(seen);
    if (left !== undefined && left <= seen.quantity!) {
      this.#shrunkMs.delete(own);
      return true;
    }
    const nowMs = this.#parts.hostMs();
    const sinceMs = this.#shrunkMs.get(own) ?? nowMs;
    this.#shrunkMs.set(own, sinceMs);
    return Math.abs(nowMs - sinceMs) < SHRINKS_MS;
  }

  #stranger(seen: SeenOrder, isSideKnown = true): Finding | 'explained' {
    const { key, beganMs, ids, markets, hasJournal, offsetMs } = this.#parts;
    // By the host's clock, which may have been wrong on that day.
    const genesisMs = Math.min(this.#parts.genesisMs + offsetMs(), beganMs);
    const market = marketOf(seen);
    const evidence = [describe(seen)];
    if (seen.bySystem || this.#hasId(seen, 'system', true))
      return finding('system-order', 'info', key, nameOf(seen), `the exchange placed an order in ${market} itself`, {
        evidence,
        market,
      });
    if (seen.createdMs !== undefined && seen.createdMs < genesisMs) return 'explained';
    const covering = this.#declared.placed(seen, isSideKnown);
    if (covering) {
      const says = `an order in ${market} by ${covering.who}, as declared`;
      return finding('declared-order', 'info', key, nameOf(seen), says, { evidence, market });
    }
    if (!hasJournal && markets.has(market)) return 'explained';
    if (hasJournal && MADE_HERE.test(seen.order.clientOrderId ?? '')) return this.#lost(seen);
    const isBefore = seen.createdMs !== undefined && seen.createdMs < beganMs;
    const byHand = ids.find(({ means, prefix }) => means === 'by-hand' && startsWith(seen, prefix));
    const more = [
      ...evidence,
      ...this.#declared
        .at(seen.createdMs)
        .map(({ who, closes }) => (closes ? `${who} was at work, and does not do this` : `${who} may not trade this`)),
      ...(byHand
        ? ['its id looks as those do that the exchange gives to orders of its own pages, which anybody can type']
        : []),
      ...(markets.has(market)
        ? ['most often the bot itself still has the exchange key and goes round Keyward: give it its bot key alone']
        : ['no bot trades this market']),
    ];
    if (isBefore || (byHand?.isReserved && markets.has(market))) {
      const says = isBefore
        ? `an order in ${market} from before the watch began was not placed through Keyward`
        : `an order in ${market} was placed by hand`;
      return finding('foreign-order', 'warning', key, nameOf(seen), says, { evidence: more, market });
    }
    const halted = this.#parts.haltedSinceMs();
    const isHalted = halted !== undefined && (seen.createdMs ?? 0) - offsetMs() > halted;
    const says = `somebody else placed an order in ${market}${isHalted ? ', while the bots are halted' : ''}: ${describe(seen)}`;
    return finding('foreign-order', 'critical', key, nameOf(seen), says, { evidence: more, isSecurity: true, market });
  }

  /** It has a name as Keyward gives them: either its entry is gone, or somebody who has read the names copies them. */
  #lost(seen: SeenOrder): Finding {
    const market = marketOf(seen);
    const says = `an order in ${market} bears a name that Keyward gives, and the journal has no such entry`;
    const evidence = [
      describe(seen),
      'entries were lost (an older copy of the state folder, another Keyward with the same key), or somebody imitates the names',
    ];
    return finding('record-lost', 'critical', this.#parts.key, nameOf(seen), says, {
      evidence,
      isSecurity: true,
      market,
    });
  }

  #hasId(seen: SeenOrder, means: 'system' | 'by-hand', isReserved: boolean): boolean {
    return this.#parts.ids.some(
      (id) => id.means === means && id.isReserved === isReserved && startsWith(seen, id.prefix),
    );
  }
}

function isFinding(one: OwnOrder | Finding): one is Finding {
  return 'severity' in one;
}

function shapeOf({ quantity, price, trigger }: SeenOrder): Shape {
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}
