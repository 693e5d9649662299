import type { Answer, Call, Credential, Unclear, Wire } from './exchange.ts';
import type { Ask } from './inspection.ts';
import { noAnswer, noHost } from './key-words.ts';

/** Signs a call of Keyward's own with the credential and sends it; `undefined`: the environment has no host for it. */
export async function askedBy(
  wire: Wire,
  ask: Ask,
  credential: Credential,
  call: Call | undefined,
): Promise<Answer | Unclear> {
  if (!call) return noHost;
  return (await ask((time) => wire.build(call, credential, time))) ?? noAnswer;
}
