import { type CancelOrder, type ChangeSetting, formatDecimal, type Instrument } from '../core/index.ts';
import type { Cost } from './decision.ts';
import type { Evaluation } from './evaluation.ts';
import { free } from './orders.ts';
import { leverageOf } from './passes-halt.ts';
import { printable } from './text.ts';

const cancelled: Cost = { ...free, cancels: 1 };

/** A cancel passes for an order of this bot and for one that is not known: it creates no risk. */
export function evaluateCancel(evaluation: Evaluation, index: number, intent: CancelOrder): void {
  if (!evaluation.mayTrade(index)) return;
  const known = evaluation.state.knownOrder(intent.order, intent.instrument);
  const reached = known ? [known.bot, ...(known.sharers ?? [])] : [];
  const foreign = reached.filter((bot) => bot !== evaluation.policy.bot);
  if (foreign.length > 0) {
    evaluation.checkForeign(index, foreign[0] === undefined ? 'of no bot' : `of ${printable(foreign[0])}`);
  }
  evaluation.checkCancelRate(index);
  evaluation.noteCancel(intent);
  evaluation.take(cancelled);
}

/** What cancels everything in its reach (cancel-all, dead-man timers) passes when no known open order there is another's. */
export function evaluateSweep(evaluation: Evaluation, index: number, instrument: Instrument | undefined): void {
  if (!evaluation.mayTrade(index)) return;
  const foreign = evaluation.state.foreignOpenOrders(instrument);
  if (!(foreign <= 0)) evaluation.checkForeign(index, `${foreign} of others in reach`);
  evaluation.checkCancelRate(index);
  evaluation.take(cancelled);
}

/** Leverage passes at or below every cap; every setting passes that keeps its value. */
export function evaluateSetting(evaluation: Evaluation, index: number, intent: ChangeSetting): void {
  if (intent.setting === 'dead-man') {
    evaluateSweep(evaluation, index, intent.instrument);
    return;
  }
  if (!evaluation.mayTrade(index)) return;
  if (intent.instrument) evaluation.checkMarket(index, intent.instrument);
  evaluation.checkHours(index);
  evaluation.take(free);
  const current = evaluation.state.setting(intent.setting, intent.instrument);
  if (intent.setting === 'leverage') {
    checkLeverage(evaluation, index, intent.value, current);
    return;
  }
  if (current !== undefined && intent.value === current) return;
  const kept = current === undefined ? 'current value (not known)' : `current value ${printable(current)}`;
  const limit = `${printable(intent.setting)}: the ${kept}`;
  evaluation.refuse(index, 'setting-refused', limit, printable(intent.value), 'intent');
}

function checkLeverage(evaluation: Evaluation, index: number, text: string, current: string | undefined): void {
  const asked = leverageOf(text);
  if (asked === undefined) {
    evaluation.refuse(index, 'parameter-invalid', 'a leverage in plain digits', printable(text), 'intent');
    return;
  }
  if (current !== undefined && leverageOf(current) === asked) return;
  for (const { limits } of evaluation.layers) {
    if (limits.leverage === undefined || asked <= limits.leverage) continue;
    evaluation.refuse(index, 'leverage', formatDecimal(limits.leverage), printable(text), `${limits.rule}.leverage`);
  }
}
