export { type Addresses, Keyward, type KeywardParts } from './keyward.ts';
export { openState, type State } from './state.ts';
