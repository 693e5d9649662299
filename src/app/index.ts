export { connectAdmin } from './admin.ts';
export { type Addresses, Keyward, type KeywardParts } from './keyward.ts';
export type { Budget, HaltChange, ListedBot, ListedKey, OpenOrder, Operations, ShownBotKey } from './operations.ts';
export { type FoundSettings, loadSettings, type Running, type SessionParts, startUp, withOperations } from './session.ts';
export { openState, type State } from './state.ts';
export { type ProcessEnvironment, readEnvironment } from '../config/index.ts';
