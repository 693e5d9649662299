export { accountDigest } from './account-digest.ts';
export type { Closing, ClosingOrder, DeadMan } from './closing.ts';
export { EndpointIndex } from './endpoints.ts';
export type {
  Ability,
  Account,
  Answer,
  Body,
  BotKey,
  BotRequest,
  Call,
  Credential,
  CredentialParts,
  Endpoint,
  EndpointClass,
  Environment,
  Exchange,
  Facts,
  Host,
  IntentOutcome,
  IssuedBotKey,
  KeyAbilities,
  MarketData,
  Method,
  OrderStatus,
  Param,
  ParseContext,
  Price,
  RateFacts,
  RateReading,
  SigningTime,
  Unclear,
  UpstreamRequest,
  Verified,
  Wire,
} from './exchange.ts';
export {
  type Ask,
  type Inspection,
  type InspectionFacts,
  type KeyMaker,
  type KeyPage,
  type KeyReport,
  type KeyWish,
  type Lifetime,
  type MadeKey,
  type Reach,
  type Right,
  rights,
} from './inspection.ts';
export { inspections } from './inspections.ts';
export { isPassing, type Silence, silenceText, unclearText, withSilence } from './key-words.ts';
export { exchanges } from './registry.ts';
export type {
  Feed,
  FeedKind,
  Page,
  Seen,
  SeenBalance,
  SeenEquity,
  SeenFill,
  SeenFlow,
  SeenMove,
  SeenNamed,
  SeenOrder,
  SeenPosition,
  Watch,
} from './watch.ts';
export { closings, isServed, watches } from './watches.ts';
