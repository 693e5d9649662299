export { flatten } from './flatten.ts';
export { type KillParts, kill } from './kill.ts';
export { type KillRecord, KillRecords } from './record.ts';
export type { KillWishes, Reply, Residue, Target, TargetReport } from './target.ts';
