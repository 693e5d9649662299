import type { JsonValue } from '../core/index.ts';
import type { Ability, Answer, Unclear } from './exchange.ts';
import { type KeyReport, type Right, rights } from './inspection.ts';
import { textOf } from './replies.ts';

/**
 * Which of an exchange's permission words give each right, any one of them: `never` where no key can have it, `untold` where the words do
 * not say.
 */
export type RightWords = Readonly<Record<Right, readonly string[] | 'never' | 'untold'>>;

/** The rights that a key's words give. Beside a word that is not known, and where there is no word at all, a right that is not shown is `unknown`. */
export function rightsOf(
  words: readonly string[],
  table: RightWords,
  isKnown: (word: string) => boolean,
): Record<Right, Ability> {
  const absent: Ability = words.length > 0 && words.every(isKnown) ? 'no' : 'unknown';
  const told = (right: Right): Ability => {
    const by = table[right];
    if (by === 'never') return 'no';
    if (by === 'untold') return 'unknown';
    return by.some((word) => words.includes(word)) ? 'yes' : absent;
  };
  return Object.fromEntries(rights.map((right) => [right, told(right)])) as Record<Right, Ability>;
}

/** The entries of a list with commas, without blanks. */
export function commaList(text: string): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** The account of a report, by the id that an answer has for it; one that is empty, masked or nothing but zeros names nobody. */
export function accountOf(id: JsonValue | undefined): Pick<KeyReport, 'account'> {
  const account = textOf(id) ?? '';
  return /^(?![0-]+$)[A-Za-z0-9][A-Za-z0-9 _-]{0,63}$/.test(account) ? { account } : {};
}

/** Why there is no report; the message tells the status and the exchange's code, never its free text, which may name a key. */
export function unclearOf(cause: Unclear['cause'], status: number, code: string | undefined): Unclear {
  const shown = code !== undefined && /^[\w.-]{1,48}$/.test(code) ? code : 'none';
  return { unclear: true, cause, message: `status ${status}, code ${shown}` };
}

/** Why an answer tells nothing of the account: the exchange's own code, never its free text. */
export function faultOf(
  answer: Answer | undefined,
  readError: (status: number, body: string) => Unclear | undefined,
): string {
  if (!answer) return noAnswer.message;
  const { message } = readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, undefined);
  return `the answer does not tell it (${message.replace(', code none', '')})`;
}

/** Whether an answer says nothing of the key itself, so that asking again may help. */
export function isPassing({ cause }: Unclear): boolean {
  return cause === 'rate' || cause === 'clock' || cause === 'unreadable';
}

/** In a sentence what an exchange makes of a key that it says nothing of, with its own code. */
export function unclearText(name: string, { cause, message }: Unclear): string {
  if (cause === 'unreadable')
    return message.startsWith(noAnswer.message) ? message : `the answer of ${name} cannot be read (${message})`;
  const [, code = message.replace(', code none', '')] =
    /^status \d+, (?:code (?!none$))?(?!code none$)(.+)$/.exec(message) ?? [];
  return `${name} ${SAYS[cause]} (${code})`;
}

const SAYS: Readonly<Record<Exclude<Unclear['cause'], 'unreadable'>, string>> = {
  key: 'does not know this key',
  signature: 'knows this key, and says that the secret does not belong to it',
  ip: 'does not take this key from the address of this host',
  permission: 'does not let this key ask what it can do',
  'key-or-ip-or-permission': 'refuses this key without saying why: the key, the address or a permission',
  clock: 'does not take the time or the nonce of the request',
  rate: 'has had too many requests from here',
};

/** Which host gave no answer, and the code of the system for why. */
export interface Silence {
  readonly host: string;
  readonly cause: string;
}

export function silenceText({ host, cause }: Silence): string {
  const means = SILENCES[cause];
  return `${noAnswer.message} from ${host} (${cause}${means === undefined ? '' : `: ${means}`})`;
}

const SILENCES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'DNS does not know this name, or there is no network',
  EAI_AGAIN: 'no DNS server answers',
  ECONNREFUSED: 'nothing listens there',
};

/** The same, and where it is that nothing was answered, who was silent. */
export function withSilence(told: KeyReport | Unclear, silence: Silence | undefined): KeyReport | Unclear {
  if (!('unclear' in told) || told.message !== noAnswer.message || silence === undefined) return told;
  return { ...told, message: silenceText(silence) };
}

/** The request was not answered, or could not be sent. */
export const noAnswer: Unclear = { unclear: true, cause: 'unreadable', message: 'no answer' };

/** The exchange has no such environment. */
export const noHost: Unclear = { unclear: true, cause: 'unreadable', message: 'no such environment' };
