export { checkEnvironment, type ProcessEnvironment, readEnvironment } from './environment.ts';
