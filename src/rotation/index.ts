export { AwsFunction, type AwsFunctionParts, type RotationEvent } from './aws-function.ts';
export { faultsOf } from './beside.ts';
export { deleteLeakedAt, othersText } from './hand.ts';
export { type AccountReport, lossText, type StrangeAct } from './leak/account-report.ts';
export { writeBundle } from './leak/bundle.ts';
export { type Cleaning, cleaningsOf, stillHeldBy } from './leak/cleaning.ts';
export { type LeakGiven, type LeakNeed, type LeakProgress, type LeakResult, Runbook } from './leak/leak.ts';
export { type NeedleSet, needlesOf, Seeker } from './leak/needles.ts';
export { type FoundPlaces, firstCommit, leakedInto } from './leak/places.ts';
export {
  type ClosingReport,
  type Death,
  isLeakStepOver,
  type LeakPlan,
  type LeakStep,
  leakSteps,
  nextLeakStep,
  noteOf,
} from './leak/plan.ts';
export { type DamagedPlan, LeakPlans } from './leak/plans.ts';
export { guardText } from './leak/report.ts';
export { searchPlaces } from './leak/search.ts';
export { labelOf } from './new-plan.ts';
export { freshFingerprint, isPlanned, oldFingerprint, type Plan, Plans, type Step, steps, type Told } from './plan.ts';
export type { Given, Need, Progress } from './progress.ts';
export { Rotation, type RotationParts } from './rotation.ts';
export type { KeyApi, RotationWorld, SwitchResult } from './world.ts';
