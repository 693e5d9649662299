import { type Clock, type Decimal, type Instrument, parseDecimal } from '../core/index.ts';
import type { IntentOutcome } from '../exchanges/index.ts';
import type { Entry, EntryOrder, Journal } from '../journal/index.ts';
import { Ledger } from './ledger.ts';
import { readCost, readIntent } from './printed.ts';
import { PROOF_KEEP_MS, ReplayMemory } from './replay.ts';

/** The host's clock may be as far ahead of an exchange's as proofs are kept for its jumps. */
const RECALL_MS = 2 * PROOF_KEEP_MS;

/**
 * Rebuilds the budgets and the memory of replays from the journal. What was decided and has no outcome, because a crash came between,
 * stays reserved until the exchange is asked. Each start of the past is taken for what it was: answers that were not in by then never came.
 */
export async function recover(journal: Journal, ledger: Ledger, replays: ReplayMemory, clock: Clock): Promise<void> {
  for await (const entry of journal.replay({ kinds: ['start', 'decision', 'outcome', 'settled'] })) {
    const atMs = Date.parse(entry.time);
    if (entry.kind === 'start') cutOff(ledger);
    else if (entry.kind === 'decision') takeDecision(entry, atMs, ledger, replays, clock);
    else if (entry.kind === 'outcome') ledger.settle(entry.of, entry.orders.map(readOutcome));
    else if (entry.kind === 'settled') takeSettled(entry, ledger);
  }
  cutOff(ledger);
}

function cutOff(ledger: Ledger): void {
  for (const id of ledger.pendingIds()) ledger.settle(id, []);
}

function takeDecision(
  entry: Entry & { kind: 'decision' },
  atMs: number,
  ledger: Ledger,
  replays: ReplayMemory,
  clock: Clock,
): void {
  if (entry.effect !== 'allow' || entry.class === 'read') return;
  if (entry.proof !== undefined && (entry.proof.startsWith('nonce ') || clock.nowMs() - atMs < RECALL_MS)) {
    replays.recall(entry.proof, PROOF_KEEP_MS);
  }
  const intents = entry.intents.map((printed) => readIntent(printed, instrumentOf));
  const known = intents.flatMap((intent) => (intent ? [intent] : []));
  // A setting has no intent to give back; its costs are rates of a minute that is over.
  if (known.length !== intents.length) return;
  ledger.reserve(entry.id, entry.bot, entry.key, known, entry.costs.map(readCost), atMs, true);
}

function takeSettled(entry: Entry & { kind: 'settled' }, ledger: Ledger): void {
  const record = ledger.orders().find(({ decisionId, intent }) => decisionId === entry.of && intent === entry.intent);
  if (!record) return;
  const filled = entry.filled === undefined ? undefined : parseDecimal(entry.filled);
  if (entry.result === 'absent') ledger.absent(record);
  else if (entry.result === 'released') ledger.close(record, record.filled);
  else {
    ledger.observe(record, {
      order: entry.orderId === undefined ? {} : { orderId: entry.orderId },
      open: entry.result === 'open',
      ...(filled === undefined ? {} : { filled }),
    });
  }
}

function readOutcome(order: EntryOrder): IntentOutcome {
  if (order.kind === 'rejected') return { kind: 'rejected', code: order.code ?? '' };
  if (order.kind === 'unknown' || order.open === undefined) return { kind: order.kind };
  const filled = order.filled === undefined ? undefined : parseDecimal(order.filled);
  return {
    kind: 'accepted',
    status: {
      order: {
        ...(order.orderId === undefined ? {} : { orderId: order.orderId }),
        ...(order.clientOrderId === undefined ? {} : { clientOrderId: order.clientOrderId }),
      },
      open: order.open,
      ...(filled === undefined ? {} : { filled }),
    },
  };
}

/** An order in the book carries what its instrument was; it need not be listed any more. */
function instrumentOf(market: string, symbol: string, kind: Instrument['kind'], contractSize: Decimal): Instrument {
  const [base = '', rest = ''] = market.split('/');
  return { market, symbol, kind, base, quote: rest.split(':')[0] ?? '', contractSize, active: true };
}

/** The budgets as the journal has them, for when no gateway runs. */
export async function ledgerOf(journal: Journal, clock: Clock): Promise<Ledger> {
  const ledger = new Ledger(clock);
  await recover(journal, ledger, new ReplayMemory(clock), clock);
  return ledger;
}
