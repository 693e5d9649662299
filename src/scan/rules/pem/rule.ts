import type { FoundPart } from '../../find.ts';
import { namingOf } from '../../names.ts';
import type { Page } from '../../page.ts';
import { isPrivateKeyPem } from '../../proof/curve.ts';
import type { Rule } from '../../rule.ts';

export const pem: Rule = {
  id: 'private-key-pem',
  title: 'private key (PEM)',
  words: { id: 'private-key-pem', names: [] },
  shapes: [],
  take: () => undefined,
};

/** The end of a line: as it is, or escaped once or more in a string. */
const BEGIN = /-----BEGIN ((?:[A-Z0-9]{1,12} ){0,3})PRIVATE KEY-----/g;
/** The longest that is read: an RSA key of 8192 bits, with its line ends escaped. */
const LONGEST = 9_000;
const BACK = 64;

/** The private key whose first line of base64 begins at a run; `undefined` where there is none, or where what looks like one is none. */
export function pemAt(page: Page, start: number): FoundPart | undefined {
  const from = Math.max(0, start - BACK);
  const head = page.bytes.toString('latin1', from, Math.min(page.bytes.length, start + BACK));
  const begin = [...head.matchAll(BEGIN)].at(-1);
  if (!begin) return undefined;
  page.reachesFar();
  const at = from + begin.index;
  const text = page.bytes.toString('latin1', at, Math.min(page.bytes.length, at + LONGEST));
  const end = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/.exec(text);
  if (!end) return undefined;
  const length = end.index + end[0].length;
  const key = normal(begin[0], end[0], text.slice(begin[0].length, end.index));
  if (key === undefined || !isPrivateKeyPem(key)) return undefined;
  return { part: 'private-key', by: 'proof', text: key, start: at, length, name: namingOf(page.before(at)).name };
}

/** The key with its lines as OpenSSL writes them; `undefined` where something else stands between them. */
function normal(begin: string, end: string, inside: string): string | undefined {
  const body = inside
    .replace(/["']\s{0,80}\+\s{0,80}["']|\\{1,8}[nr]|\s|["',]|\\{1,8}$/g, '')
    .replace(/\\{1,8}\//g, '/');
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(body)) return undefined;
  return `${begin}\n${body.match(/.{1,64}/g)!.join('\n')}\n${end}\n`;
}
