export { type DeadManParts, DeadManTimer } from './dead-man.ts';
export { isBeyond } from './exits.ts';
export { flatten } from './flatten.ts';
export { type KillParts, kill } from './kill.ts';
export { type DrillOrder, type DrillStep, drillLive, drillOrderOf, type LiveDrill } from './live-drill.ts';
export { type KillRecord, KillRecords } from './record.ts';
export { isUnreadable } from './session.ts';
export type { KillWishes, Reply, Residue, Target, TargetReport } from './target.ts';
