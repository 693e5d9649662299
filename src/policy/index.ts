export type { Amounts } from './amounts.ts';
export { compileBot, compileScopes, type Hours, type Limits, noScopes, type Policy, type Scopes } from './compile.ts';
export { decide } from './decide.ts';
export type { Cost, Decision, Reason } from './decision.ts';
export { explainDecision } from './explain.ts';
export type { PolicyFinding } from './finding.ts';
export {
  type BotSettings,
  botDefaults,
  botPolicySchema,
  type LimitsSettings,
  limitsSchema,
  type Permission,
  type Problem,
  permissions,
  type ScopesSettings,
  scopeProblems,
  scopesSchema,
} from './grammar.ts';
export { lintPolicy } from './lint.ts';
export { notionalOf } from './notional.ts';
export { haltReason } from './passes-halt.ts';
export type { DecisionState, KnownOrder, Usage } from './state.ts';
