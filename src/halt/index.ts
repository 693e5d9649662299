export { HaltFile, type HaltLevel, type HaltState, haltLevels, isTighter } from './halt.ts';
