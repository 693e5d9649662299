export { checkEnvironment, type ProcessEnvironment, readEnvironment } from '../config/index.environment.ts';
export { ALARM, ALARM_OVER, shortTimes } from './alarms.ts';
export { knownFault } from './faults.ts';
