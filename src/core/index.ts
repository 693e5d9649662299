export { type CatalogueEntry, type Code, catalogue, type Dialect } from './catalogue.ts';
export { type Clock, systemClock } from './clock.ts';
export {
  add,
  type Decimal,
  divideDown,
  floorTo,
  formatDecimal,
  magnitude,
  max,
  min,
  multiplyDown,
  multiplyUp,
  one,
  parseDecimal,
  parseNumber,
  subtract,
  sum,
  zero,
} from './decimal.ts';
export { type Block, htmlOf, markdownOf, type Tone } from './document.ts';
export { dropOldest } from './drop-oldest.ts';
export { isRefusal, KeywardError, type Refusal, refuse } from './errors.ts';
export { withFileLock } from './file-lock.ts';
export {
  createFileDurably,
  makePrivateFolder,
  removeLeftovers,
  replaceFile,
  syncFolder,
  writeFileDurably,
} from './files.ts';
export { type AsideWrite, syncFileAside, writeFileAside } from './files-aside.ts';
export { ulids } from './ids.ts';
export {
  type Action,
  type AmendOrder,
  type CancelAll,
  type CancelOrder,
  type ChangeSetting,
  type Instrument,
  type Intent,
  type OrderRef,
  type OrderType,
  orderTypes,
  type PlaceOrder,
  type ReadPrivate,
  type Side,
} from './intent.ts';
export {
  isJsonFault,
  isJsonObject,
  type JsonFault,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  parseJson,
  writeJson,
} from './json.ts';
export { jsonLog, type Log, type LogFields } from './log.ts';
export { meantText, nearNames, notOneOf, unknownName } from './near.ts';
export { inertLine, letterOf, plainJson, plainText, xmlText } from './plain.ts';
export { isGone, markOf } from './process-mark.ts';
export { scrub, type WatchedPlace, watchedIn } from './scrub.ts';
export { privateKeyOf, publicPemOf, Secret } from './secret.ts';
export { shellWord } from './shell-word.ts';
