import type { HeldSecret } from './held.ts';

/** Which secrets stand there: what their owner has said of them covers no other one. */
export const sawSecrets = (secrets: readonly HeldSecret[]): readonly string[] =>
  secrets.map(({ id }) => `secret ${id}`);
