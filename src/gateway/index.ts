export { BotKeys, fingerprintOf, type KnownBot } from './bot-keys.ts';
export { Forwarder, type Upstream } from './forward.ts';
export { Gateway, type GatewayParts } from './gateway.ts';
export { type OrderRecord } from './ledger.ts';
export { Link, SigningKey } from './link.ts';
export { Nonces } from './nonces.ts';
export { ledgerOf } from './recovery.ts';
