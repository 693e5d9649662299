export { fromDotenv } from './dotenv/dotenv.ts';
export { fromEnvironment } from './environment/environment.ts';
export { type NameSettings, type Names, namesFor, type Parts } from './names.ts';
export { Seal } from './seal.ts';
