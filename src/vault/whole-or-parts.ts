import { KeywardError } from '../core/index.ts';
import type { WholeOrParts } from './flat-names.ts';
import type { Names, Parts } from './names.ts';
import { readDocument, readValue } from './payload.ts';

/** Reads a credential that stands in one document, or in a secret for each part. `fetch` gives the bytes of one by its name; they are zeroed. */
export async function readWholeOrParts(
  item: WholeOrParts,
  names: Names,
  where: (name: string) => string,
  fetch: (name: string) => Promise<Buffer>,
): Promise<Parts> {
  if (typeof item === 'string') return readDocument(await fetch(item), names, where(item));
  const one = async (name: string) => readValue(await fetch(name), where(name));
  const id = names.id.length === 0 ? '' : (await one(item.key)).openBytes((bytes) => bytes.toString('utf8'));
  const secret = await one(item.secret);
  if (names.passphrase.length === 0) return { id, secret };
  if (item.passphrase === undefined) {
    throw new KeywardError('credential-missing', `the settings name no secret for the passphrase beside ${item.key}`);
  }
  return { id, secret, passphrase: await one(item.passphrase) };
}
