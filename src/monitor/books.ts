import { add, type Decimal, formatDecimal, min, parseDecimal, subtract, zero } from '../core/index.ts';

/** Flows are kept for so long behind the last closing, in ms, so that one that comes again is known. */
const KEPT_MS = 15 * 60_000;

/** What is missing for so long, in ms, is missing. */
const LONG_MS = 20_000;

/** One change of one balance, whoever told of it: a line of a ledger, a leg of a fill, a move. */
export interface Flow {
  /** Unique for its wallet and asset: a record that comes twice counts once. */
  readonly id: string;
  readonly wallet: string;
  readonly asset: string;
  /** Signed. */
  readonly amount: Decimal;
  /** By the exchange's clock. Flows of the same moment count together. */
  readonly atMs: number;
}

export interface Snapshot {
  readonly wallet: string;
  /** Total by asset; what is not in it is zero. */
  readonly totals: ReadonlyMap<string, Decimal>;
  /** The answer shows a moment between these, by the exchange's clock. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** A balance that the flows do not explain. */
export interface OpenBook {
  readonly wallet: string;
  readonly asset: string;
  /** What is there less what should be there. */
  readonly delta: Decimal;
  readonly had: Decimal;
  readonly has: Decimal;
  /** What the known flows since the last closing add up to. */
  readonly flows: Decimal;
  /** The last closing, and when it was first seen to be open by this, by the exchange's clock. */
  readonly closedMs: number;
  readonly sinceMs: number;
}

interface Account {
  total: Decimal;
  /** The moment of the snapshot that it is of. */
  atMs: number;
  /** The flows that are in `total` and lie near it: a flow that comes again, or late, is told by its id. */
  readonly counted: Map<string, number>;
  /** Those that are not yet in it. */
  readonly waiting: Map<string, Flow>;
  /** By what it does not add up, since when by just that, and since when something is missing. */
  open: { readonly delta: Decimal; readonly sinceMs: number; readonly shortMs: number | undefined } | undefined;
  /** The first snapshot since the last closing that did not add up. */
  first: { readonly has: Decimal; readonly fromMs: number; readonly toMs: number } | undefined;
  /** Flows from before are in `total`, also those that come late: it was believed as it was then. */
  floorMs: number;
  /** Set until the first closing: flows of these moments may be in `total` already, the earlier before the later. */
  fuzzy: { readonly fromMs: number; readonly toMs: number } | undefined;
}

/**
 * Closes the books per wallet and asset: opening + flows = closing. A snapshot shows some moment between the question and the answer, so it may
 * hold any of the flows around it, but always the earlier before the later; when no such point adds up the book is open, until it does.
 */
export class Books {
  readonly #accounts = new Map<string, Account>();
  /** When each wallet was first seen. */
  readonly #opened = new Map<string, number>();
  readonly #slackMs: number;

  /** `slackMs`: how far the times of balances and of flows may lie apart at the exchange. */
  constructor(slackMs = 1_500) {
    this.#slackMs = slackMs;
  }

  /** Takes in a flow; one that is known already, or lies before the opening, changes nothing. */
  add(flow: Flow): void {
    const openedMs = this.#opened.get(flow.wallet);
    if (openedMs === undefined) return;
    const account = this.#accountOf(flow.wallet, flow.asset, openedMs);
    if (account.counted.has(flow.id) || account.waiting.has(flow.id)) return;
    if (flow.atMs >= Math.max(account.floorMs, account.atMs - KEPT_MS)) account.waiting.set(flow.id, flow);
  }

  /** Takes in what is there now, and gives the books that do not close. */
  close(snapshot: Snapshot): readonly OpenBook[] {
    const { wallet, totals, fromMs, toMs } = snapshot;
    const isFirst = !this.#opened.has(wallet);
    if (isFirst) {
      this.#opened.set(wallet, fromMs);
      const fuzzy = { fromMs: fromMs - this.#slackMs, toMs: toMs + this.#slackMs };
      for (const [asset, total] of totals)
        this.#accounts.set(nameOf(wallet, asset), { ...newAccount(total, fromMs, fuzzy.fromMs), fuzzy });
      return [];
    }
    const openedMs = this.#opened.get(wallet)!;
    const open: OpenBook[] = [];
    for (const asset of new Set([...totals.keys(), ...this.#assetsOf(wallet)])) {
      const account = this.#accountOf(wallet, asset, openedMs);
      const book = this.#closeOne(account, totals.get(asset) ?? zero, snapshot);
      if (book) open.push({ wallet, asset, ...book });
    }
    return open;
  }

  /** A coin that turns up in a wallet that is watched was not there before. */
  #accountOf(wallet: string, asset: string, openedMs: number): Account {
    const name = nameOf(wallet, asset);
    let account = this.#accounts.get(name);
    if (!account) {
      const fuzzy = { fromMs: openedMs - this.#slackMs, toMs: openedMs + this.#slackMs };
      this.#accounts.set(name, (account = { ...newAccount(zero, openedMs, fuzzy.fromMs), fuzzy }));
    }
    return account;
  }

  /** Believes what is there now: the owner has looked at it, or it was told as an alarm. */
  accept(wallet: string, asset: string, has: Decimal, atMs: number): void {
    const account = this.#accounts.get(nameOf(wallet, asset));
    if (!account) return;
    for (const flow of account.waiting.values()) if (flow.atMs <= atMs) settle(account, flow);
    account.total = has;
    account.atMs = atMs;
    account.open = undefined;
    account.first = undefined;
    account.fuzzy = { fromMs: atMs - this.#slackMs, toMs: atMs + this.#slackMs };
    account.floorMs = account.fuzzy.fromMs;
  }

  #closeOne(account: Account, has: Decimal, snapshot: Snapshot): Omit<OpenBook, 'wallet' | 'asset'> | undefined {
    const { fromMs } = snapshot;
    // What was learnt since may explain what was seen before: then what does not add up now is new, though it be as much as before.
    const { first } = account;
    if (first && this.#addsUp(account, first.has, first) === undefined) account.first = undefined;
    const sum = this.#addsUp(account, has, snapshot);
    if (sum === undefined) {
      account.first = undefined;
      return undefined;
    }
    account.first ??= { has, fromMs, toMs: snapshot.toMs };
    const delta = subtract(has, sum);
    const sinceMs = openedBy(account, delta, fromMs);
    return {
      delta,
      had: account.total,
      has,
      flows: subtract(sum, account.total),
      closedMs: account.atMs,
      sinceMs,
    };
  }

  /** Closes the book by what was there in that moment; gives what should have been there where that does not add up. */
  #addsUp(
    account: Account,
    has: Decimal,
    { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  ): Decimal | undefined {
    const flows = [...account.waiting.values()].sort((a, b) => a.atMs - b.atMs);
    const { fuzzy } = account;
    // Each point at which the opening may lie, then each at which the closing may.
    const starts = fuzzy ? momentsOf(flows, fuzzy.fromMs, fuzzy.toMs) : [0];
    const ends = momentsOf(flows, fromMs - this.#slackMs, toMs + this.#slackMs);
    const sums: Decimal[] = [];
    for (const start of starts) {
      let sum = sumOf(flows.slice(start, Math.max(start, ends[0]!)), account.total);
      for (let index = 0; index < ends.length; index++) {
        if (index > 0) sum = sumOf(flows.slice(Math.max(start, ends[index - 1]!), Math.max(start, ends[index]!)), sum);
        if (sum !== has) continue;
        for (const flow of flows.slice(0, Math.max(start, ends[index]!))) settle(account, flow);
        account.total = has;
        account.atMs = fromMs;
        account.open = undefined;
        account.fuzzy = undefined;
        forgetOld(account);
        return undefined;
      }
      sums.push(sum);
    }
    // Where it is not known what the opening held already, the most that may be missing is not told.
    return min(...sums);
  }

  wallets(): string[] {
    return [...this.#opened.keys()];
  }

  /** Assets with something in them, or that had. */
  #assetsOf(wallet: string): string[] {
    return [...this.#accounts.keys()]
      .filter((name) => name.startsWith(`${wallet} `))
      .map((name) => name.slice(wallet.length + 1));
  }

  /** The oldest of the last closings: flows from there on may not be counted yet. */
  oldestMs(): number | undefined {
    const closed = [...this.#accounts.values()].map(({ atMs }) => atMs);
    return closed.length === 0 ? undefined : Math.min(...closed);
  }

  /** Plain JSON, for a file; what is waiting is asked for again. */
  save(): Readonly<Record<string, SavedAccount>> {
    return Object.fromEntries(
      [...this.#accounts].map(([name, { total, atMs, counted, floorMs }]) => [
        name,
        { total: formatDecimal(total), atMs, counted: [...counted], floorMs },
      ]),
    );
  }

  load(saved: Readonly<Record<string, SavedAccount>>): void {
    for (const [name, { total, atMs, counted, floorMs }] of Object.entries(saved)) {
      const amount = parseDecimal(total);
      if (amount === undefined) continue;
      const account = newAccount(amount, atMs, floorMs ?? atMs - KEPT_MS);
      for (const [id, flowMs] of counted) account.counted.set(id, flowMs);
      this.#accounts.set(name, account);
      const wallet = name.slice(0, name.lastIndexOf(' '));
      this.#opened.set(wallet, Math.min(atMs, this.#opened.get(wallet) ?? atMs));
    }
  }
}

export interface SavedAccount {
  readonly total: string;
  readonly atMs: number;
  readonly floorMs?: number;
  readonly counted: readonly (readonly [id: string, atMs: number])[];
}

function newAccount(total: Decimal, atMs: number, floorMs: number): Account {
  return {
    total,
    atMs,
    floorMs,
    counted: new Map(),
    waiting: new Map(),
    open: undefined,
    first: undefined,
    fuzzy: undefined,
  };
}

/** The indexes in sorted flows at which a snapshot between two moments may stand; flows of one moment stay together. */
function momentsOf(flows: readonly Flow[], fromMs: number, toMs: number): number[] {
  let index = flows.findIndex(({ atMs }) => atMs >= fromMs);
  if (index === -1) index = flows.length;
  const found = [index];
  while (index < flows.length && flows[index]!.atMs <= toMs) {
    const { atMs } = flows[index]!;
    while (index < flows.length && flows[index]!.atMs === atMs) index++;
    found.push(index);
  }
  return found;
}

/**
 * Since when it does not add up: another difference than before has come by something that just happened, and is given its own time to be
 * explained; what is missing for long is not made younger by that.
 */
function openedBy(account: Account, delta: Decimal, nowMs: number): number {
  const before = account.open;
  const shortMs = delta < 0n ? (before?.shortMs ?? nowMs) : undefined;
  const isLong = shortMs !== undefined && nowMs - shortMs > LONG_MS;
  const sinceMs = before?.delta === delta ? before.sinceMs : isLong ? shortMs : nowMs;
  account.open = { delta, sinceMs, shortMs };
  return sinceMs;
}

function sumOf(flows: readonly Flow[], from: Decimal): Decimal {
  return flows.reduce((total, { amount }) => add(total, amount), from);
}

function settle(account: Account, flow: Flow): void {
  account.waiting.delete(flow.id);
  account.counted.set(flow.id, flow.atMs);
}

function forgetOld(account: Account): void {
  for (const [id, atMs] of account.counted) if (atMs < account.atMs - KEPT_MS) account.counted.delete(id);
}

function nameOf(wallet: string, asset: string): string {
  return `${wallet} ${asset}`;
}
