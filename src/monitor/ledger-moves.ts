import { add, type Decimal, dropOldest, subtract } from '../core/index.ts';
import type { Feed, SeenFlow, SeenMove, Watch } from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import type { Judge } from './judge.ts';

/** The lists of moves may tell of a line of the ledger for so long, in ms; of what came in for longer. */
const OUT_MS = 3_000;
const IN_MS = 60_000;
/** A move and its line in the ledger lie no farther apart, in ms: a withdrawal waits before it is booked. */
const APART_MS = 600_000;
/** What comes into a wallet and leaves it again within so long, in ms, only passes: deposits and withdrawals of other wallets go by one for funding. */
const PASSES_MS = 10_000;
const MOST_LINES = 2_000;
const MOST_MOVES = 5_000;
const MOST_DONE = 20_000;

/** Lines that orders, positions and the exchange's own doing bring about. */
const OF_TRADING: ReadonlySet<SeenFlow['cause']> = new Set(['trade', 'fee', 'funding', 'interest', 'liquidation']);
const MOVES: ReadonlySet<Feed['kind']> = new Set(['transfers', 'withdrawals', 'deposits']);
const LEAVING: ReadonlySet<Feed['kind']> = new Set(['transfers', 'withdrawals']);

export interface LedgerMovesParts {
  readonly key: string;
  readonly watch: Watch;
  readonly judge: Judge;
  /** Monotonic. */
  readonly nowMs: () => number;
  hurry(wanted: (feed: Feed) => boolean): void;
  /** Whether each list of moves that may be read was read, whole, since then (monotonic). */
  areRead(wanted: (feed: Feed) => boolean, sinceMs: number): boolean;
  /** Lines of the ledger that were settled in an earlier run. */
  isDone(line: string): boolean;
  done(line: string): void;
  tell(finding: Finding): void;
}

/** Lines of the exchange's ledger that no trade brings about: no bot can move value, so what no list of moves tells of is told by its line. */
export class LedgerMoves {
  readonly #parts: LedgerMovesParts;
  readonly #wallets: ReadonlySet<string>;
  readonly #moves = new Map<string, SeenMove>();
  /** By move, its ends that have explained a line: each explains one. */
  readonly #used = new Map<string, Set<string>>();
  readonly #waiting = new Map<string, { readonly flow: SeenFlow; readonly sinceMs: number }>();
  readonly #done = new Set<string>();
  /** The last lines, and those of them that only passed. */
  readonly #lines = new Map<string, SeenFlow>();
  readonly #passed = new Set<string>();

  constructor(parts: LedgerMovesParts) {
    this.#parts = parts;
    this.#wallets = new Set(parts.watch.feeds.flatMap(({ wallet }) => (wallet === undefined ? [] : [wallet])));
  }

  /** A line; one that comes again changes nothing. */
  line(flow: SeenFlow): void {
    const id = lineName(flow);
    if (OF_TRADING.has(flow.cause) || flow.amount === 0n) return;
    if (this.#done.has(id) || this.#waiting.has(id) || this.#parts.isDone(id)) return;
    this.#remember(id, flow);
    this.#waiting.set(id, { flow, sinceMs: this.#parts.nowMs() });
    this.#parts.hurry(({ kind }) => MOVES.has(kind));
  }

  /** A move that some list tells of, in its latest state. */
  move(seen: SeenMove): void {
    this.#moves.set(`${seen.kind} ${seen.id}`, seen);
    for (const old of dropOldest(this.#moves, MOST_MOVES * 2)) this.#used.delete(old);
  }

  /** When the oldest line that waits was, by the exchange's clock. */
  oldestMs(): number {
    return Math.min(...[...this.#waiting.values()].map(({ flow }) => flow.atMs));
  }

  /** Tells of the lines that have waited long enough. */
  settle(): void {
    const { nowMs, areRead } = this.#parts;
    for (const [id, { flow, sinceMs }] of [...this.#waiting]) {
      if (this.#passed.has(id) || this.#isExplained(flow)) {
        this.#close(id);
        continue;
      }
      const isUrgent = flow.amount < 0n && flow.cause !== 'product';
      const isAnswered = isUrgent && areRead(({ kind }) => LEAVING.has(kind), sinceMs);
      if (!isAnswered && nowMs() - sinceMs < (isUrgent ? OUT_MS : IN_MS)) continue;
      this.#close(id);
      const told = this.#judge(flow);
      if (told) this.#parts.tell(told);
    }
  }

  #remember(id: string, flow: SeenFlow): void {
    const { wallet, asset, amount, atMs } = flow;
    for (const [otherId, other] of this.#lines) {
      const isOpposite = other.wallet === wallet && other.asset === asset && other.amount === -amount;
      if (!isOpposite || this.#passed.has(otherId) || Math.abs(other.atMs - atMs) > PASSES_MS) continue;
      this.#passed.add(id).add(otherId);
      break;
    }
    this.#lines.set(id, flow);
    for (const old of dropOldest(this.#lines, MOST_LINES * 2)) this.#passed.delete(old);
  }

  #close(id: string): void {
    this.#waiting.delete(id);
    this.#done.add(id);
    dropOldest(this.#done, MOST_DONE);
    this.#parts.done(id);
  }

  #isExplained(flow: SeenFlow): boolean {
    const end = `${flow.wallet} ${flow.amount < 0n ? 'out' : 'in'}`;
    for (const [id, move] of this.#moves) {
      const used = this.#used.get(id) ?? new Set();
      if (used.has(end) || !this.#explains(move, flow)) continue;
      this.#used.set(id, used.add(end));
      return true;
    }
    return false;
  }

  #explains(move: SeenMove, { asset, amount, wallet, atMs }: SeenFlow): boolean {
    if (move.asset !== asset || Math.abs(move.atMs - atMs) > APART_MS) return false;
    const isOut = amount < 0n;
    const size = (isOut ? -amount : amount) as Decimal;
    const { fee } = move;
    const sizes = [move.amount, ...(fee === undefined ? [] : [add(move.amount, fee), subtract(move.amount, fee)])];
    if (!sizes.includes(size)) return false;
    // What failed left and came back.
    if (move.state !== 'failed' && move.kind === (isOut ? 'deposit' : 'withdrawal')) return false;
    if (move.state === 'failed') return true;
    const named = isOut ? move.from : move.to;
    return named === undefined || !this.#wallets.has(named) || named === wallet;
  }

  #judge(flow: SeenFlow): Finding | undefined {
    const { judge, key } = this.#parts;
    const { amount, asset, wallet, cause, word, atMs } = flow;
    const isOut = amount < 0n;
    // A withdrawal that was called off.
    if (cause === 'withdrawal' && !isOut) return undefined;
    const kind = cause === 'withdrawal' || (cause === 'deposit' && !isOut) ? cause : 'transfer';
    const told = judge.move({
      what: 'move',
      kind,
      id: `line ${flow.id}`,
      asset,
      amount: (isOut ? -amount : amount) as Decimal,
      ...(isOut ? { from: wallet } : { to: wallet }),
      isOwn: 'unknown',
      state: 'done',
      atMs,
    });
    if (!told) return undefined;
    const why = `the ledger of the ${wallet} wallet calls it ${word}, and no list of moves tells of it`;
    // What comes in is no theft, and what goes into a product of the exchange stays with its owner.
    const isLoss = isOut && cause !== 'product';
    const severity =
      told.severity === 'critical' && !isLoss ? (isOut || cause === 'transfer' ? 'warning' : 'info') : told.severity;
    const evidence = [...told.evidence, why];
    return finding(told.kind, severity, key, `line ${flow.id}`, told.says, {
      evidence,
      isSecurity: told.isSecurity && isLoss,
    });
  }
}

function lineName({ wallet, asset, id }: SeenFlow): string {
  return `ledger-line ${wallet} ${asset} ${id}`;
}
