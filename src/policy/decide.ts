import type { Intent } from '../core/index.ts';
import { evaluateCancel, evaluateSetting, evaluateSweep } from './cancels.ts';
import type { Policy, Scopes } from './compile.ts';
import type { Decision, Reason } from './decision.ts';
import { Evaluation } from './evaluation.ts';
import { evaluateAmend, evaluatePlace, free } from './orders.ts';
import { haltReason } from './passes-halt.ts';
import type { DecisionState } from './state.ts';
import { printable } from './text.ts';

/**
 * May this bot do all of this now? A batch is allowed or denied as a whole, its intents add up in their order, and a denial
 * lists every limit that fails. Pure; never throws: a fault inside is a denial with the code `internal`.
 */
export function decide(intents: readonly Intent[], policy: Policy, scopes: Scopes, state: DecisionState): Decision {
  try {
    if (!Array.isArray(intents) || intents.length === 0)
      return deny({ code: 'parameter-invalid', limit: 'at least one intent', actual: '0', rule: 'intent', intent: 0 });
    const evaluation = new Evaluation(policy, scopes, state);
    for (let index = 0; index < intents.length; index++) evaluate(evaluation, index, intents[index]!);
    if (evaluation.reasons.length > 0) return { allowed: false, reasons: evaluation.reasons };
    if (evaluation.costs.length !== intents.length) throw new Error('an intent without a cost');
    return { allowed: true, costs: evaluation.costs };
  } catch (error) {
    const actual = error instanceof Error ? printable(error.name) : 'a fault';
    return deny({ code: 'internal', limit: 'a decision', actual, rule: 'policy', intent: 0 });
  }
}

function deny(reason: Reason): Decision {
  return { allowed: false, reasons: [reason] };
}

function evaluate(evaluation: Evaluation, index: number, intent: Intent): void {
  const halted = haltReason(intent, index, evaluation.state);
  if (halted) evaluation.reasons.push(halted);
  switch (intent.action) {
    case 'place-order':
      evaluatePlace(evaluation, index, intent);
      return;
    case 'amend-order':
      evaluateAmend(evaluation, index, intent);
      return;
    case 'cancel-order':
      evaluateCancel(evaluation, index, intent);
      return;
    case 'cancel-all':
      evaluateSweep(evaluation, index, intent.instrument);
      return;
    case 'change-setting':
      evaluateSetting(evaluation, index, intent);
      return;
    case 'read':
      if (!evaluation.policy.mayRead) {
        const may = evaluation.policy.mayTrade ? 'trade' : 'nothing';
        evaluation.refuse(index, 'may-read', may, 'read', `${evaluation.policy.rule}.may`);
      }
      evaluation.take(free);
      return;
    default:
      evaluation.refuse(index, 'not-modelled', 'an action that is modelled', 'another', 'intent');
  }
}
