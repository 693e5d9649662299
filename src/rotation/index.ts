export { AwsFunction, type AwsFunctionParts, type RotationEvent } from './aws-function.ts';
export { faultsOf } from './beside.ts';
export { labelOf } from './new-plan.ts';
export { freshFingerprint, isPlanned, type Plan, Plans, type Step, steps, type Told } from './plan.ts';
export type { Given, Need, Progress } from './progress.ts';
export { Rotation, type RotationParts } from './rotation.ts';
export type { KeyApi, RotationWorld, SwitchResult } from './world.ts';
