export type { BackEnd, Place, VaultContext } from './back-end.ts';
export { fromDotenv } from './dotenv/dotenv.ts';
export { fromEnvironment } from './environment/environment.ts';
export { Keeper } from './keeper.ts';
export { type NameSettings, type Names, namesFor, type Parts } from './names.ts';
export { backEndOf, backEnds, type From, fromSchema, placeOfKey, placeOfValue } from './registry.ts';
export { Seal } from './seal.ts';
