import { isEncodedWords, looksRandom } from '../../chance.ts';
import { makesClient } from '../../exchange-rule.ts';
import type { Find } from '../../find.ts';
import type { Rule } from '../../rule.ts';
import type { Part, Token } from '../../shape.ts';

/** What is found by its name alone: nobody of the field is known by the look of it. */
export const genericRule: Rule = {
  id: 'generic',
  title: 'key or secret, by its name',
  words: { id: 'generic', names: [] },
  shapes: [],
  joins: ['key', 'secret', 'passphrase'],
  optional: ['key', 'secret', 'passphrase'],
  take: () => undefined,
};

interface Named {
  readonly name: string;
  readonly says: Part | undefined;
  readonly callee?: string;
  readonly argument?: number;
}

/** Names that mean a secret in any text; `key` and `token` alone do not. */
const STRONG =
  /api[\s_-]?(?:key|secret|token)|secret[\s_-]?(?:key|access)?|access[\s_-]?(?:key|token)|auth[\s_-]?token|(?:email|bot|ws|bearer|client|app|refresh|personal)[\s_-]?token|licen[cs]e[\s_-]?(?:api)?[\s_-]?token|private[\s_-]?key|priv[\s_-]?key|(?:^|[\s_.-])token$|hmac/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What a key is called, and not the key. */
const IS_ID = /(?:uuid|identifier)$/i;

/**
 * A value drawn by chance, with a name that says secret, key or token. `owner`: the exchange that the text speaks of, where its keys have no known
 * shape; then any name will do, or the place in a call that makes a client. The last resort: of the lowest confidence.
 */
export function generic({ text, start }: Token, named: Named, ownerOf: () => Rule | undefined): Find | undefined {
  const owner = mayBeOwned(named) ? ownerOf() : undefined;
  const part = owner ? takenFor(named) : takenByName(named);
  if (!part) return undefined;
  const by = named.says ? 'name' : 'place';
  return { rule: owner ?? genericRule, found: { part, by, text, start, length: text.length, name: named.name } };
}

/** Whether a value looks like one that was drawn by chance. */
export function mayBeGeneric(text: string): boolean {
  if (!/\d/.test(text) || !looksRandom(text) || isEncodedWords(text) || isNumber(text) || isEntry(text)) return false;
  return /^(?:0x)?[0-9a-f]+$/i.test(text) || UUID.test(text) || isMixed(text);
}

/** Most values stand where no exchange's would: the text need not be read for its name. */
const mayBeOwned = ({ says, callee, argument }: Named): boolean =>
  says !== undefined || (callee !== undefined && argument !== undefined && argument < 2 && makesClient(callee));

function takenByName({ name, says, argument }: Named): Part | undefined {
  if (says === undefined || (argument !== undefined && name === '') || !STRONG.test(name)) return undefined;
  if (says === 'key' && IS_ID.test(name)) return undefined;
  return says === 'passphrase' ? 'password' : says;
}

function takenFor({ says, callee, argument }: Named): Part | undefined {
  if (says !== undefined) return says;
  if (callee === undefined || argument === undefined || argument > 1 || !makesClient(callee)) return undefined;
  return argument === 0 ? 'key' : 'secret';
}

/** Letters and digits take turns often, as in no name or path. */
function isMixed(text: string): boolean {
  const turns = text.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[a-z0-9])|\d(?=[A-Za-z])/g)?.length ?? 0;
  return turns * 4 >= text.length;
}

/** A number as code writes it, of 128 bits at most: a seed, a mask, a prime; an address. */
const isNumber = (text: string): boolean => /^0x(?:[0-9a-f]{1,32}|[0-9a-f]{40}$)(?:u?l{0,2}|n)$/i.test(text);

/** Words and a UUID: what an entry of something is called. */
const isEntry = (text: string): boolean =>
  /^(?:[A-Za-z]{1,20}[-_]){1,6}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
