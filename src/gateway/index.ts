export { BotKeys, fingerprintOf, type KnownBot } from './bot-keys.ts';
export { type Forward, Forwarder, silenceOf, type Upstream } from './forward.ts';
export { Gateway, type GatewayParts, type NotSwitched } from './gateway.ts';
export { Link, SigningKey } from './link.ts';
export { Nonces } from './nonces.ts';
export type { OrderRecord } from './order-book.ts';
export { ledgerOf } from './recovery.ts';
