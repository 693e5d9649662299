export { type AccountLimits, AccountWatch, type AccountWatchParts, type SavedAccountWatch } from './account-watch.ts';
export type { Finding, FindingKind, Severity } from './finding.ts';
export { finding } from './finding.ts';
export { type HabitLimits, Habits } from './habits.ts';
export type { Declared } from './judge.ts';
export { KeyErrors } from './key-errors.ts';
export { Memory, type Saved } from './memory.ts';
export { OwnOrders } from './own-orders.ts';
export { StoppedBots } from './stopped-bots.ts';
