export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** True when `one` is at least as grave as `other`. */
export function isAtLeast(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) >= severities.indexOf(other);
}

/** `again`: it lasts. `digest`: several at once. `check`: the daily self-test, which is to wake nobody. `test`: the owner asked for it. */
export type MessageKind = 'raised' | 'again' | 'ended' | 'digest' | 'test' | 'check';

/** What a human is told; every text in it is scrubbed and has no control characters. */
export interface Message {
  /** The same each time that it is sent again. */
  readonly id: string;
  readonly kind: MessageKind;
  /** What it is about; all messages of one alarm share it. */
  readonly about: string;
  readonly severity: Severity;
  readonly atMs: number;
  /** Which Keyward says it. */
  readonly source: string;
  readonly what: string;
  readonly evidence?: string;
  /** What was done automatically. */
  readonly done?: string;
  /** The one command to run next. */
  readonly next?: string;
  /** How often it was raised, where that is more than once. */
  readonly count?: number;
  readonly firstAtMs?: number;
  /** The journal's last entry: its number and the beginning of its hash. */
  readonly head?: string;
  /** With which the halt level can be lowered by a reply. */
  readonly code?: string;
  /** It was on its way when Keyward ended. */
  readonly mayRepeat?: true;
  /** It was over before this could be sent. */
  readonly isOver?: true;
}

const CUT = '\n[cut here; see keyward alert list]';

/** Text without what steers a terminal, ends a header or turns the direction of what follows; a line feed stays where `lines` is set. */
export function inert(text: string, lines = false): string {
  const kept = text.replace(/\r\n?/g, '\n').replace(/[\u2028\u2029]/g, '\n');
  return (lines ? kept : kept.replace(/\n+/g, ' '))
    .replace(/\p{Surrogate}/gu, '?')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '?');
}

/** The whole message as plain text, a line for each part. */
export function textOf(message: Message): string {
  const { evidence, done, next, head, code, source } = message;
  return [
    headline(message),
    ...countLine(message),
    ...(evidence === undefined ? [] : [`Evidence: ${evidence}`]),
    ...(done === undefined ? [] : [`Done: ${done}`]),
    ...(next === undefined ? [] : [`Next: ${next}`]),
    ...(code === undefined ? [] : [`To stop the bots, reply: halt ${code} (or reduce, seal; once, for 15 minutes)`]),
    ...(message.mayRepeat ? ['This may be a repeat: Keyward ended while it was being sent.'] : []),
    `${source}, ${utc(message.atMs)}${head === undefined ? '' : `, journal ${head}`}, id ${message.id}`,
  ].join('\n');
}

const words: Readonly<Record<MessageKind, string>> = {
  raised: '',
  again: 'still: ',
  ended: 'over: ',
  digest: '',
  test: 'test: ',
  check: 'daily check: ',
};

/** The first line: how grave, and what; always one line. */
export function headline({ kind, severity, what, isOver }: Omit<Message, 'atMs' | 'source'>): string {
  const grave = kind === 'test' || kind === 'check' || kind === 'ended' ? '' : `${severity.toUpperCase()} `;
  return inert(`${grave}${words[kind]}${what}${isOver ? ' (over already)' : ''}`);
}

function countLine({ count, firstAtMs }: Message): string[] {
  if (count === undefined || count < 2 || firstAtMs === undefined) return [];
  return [`Raised ${count} times since ${utc(firstAtMs)}.`];
}

export function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** How much of a service's limit a text takes. */
export type Measure = (text: string) => number;
export const inCharacters: Measure = (text) => text.length;
export const inBytes: Measure = (text) => Buffer.byteLength(text, 'utf8');

/** The text as the service wants it, within its limit; what does not fit is cut behind a whole character, with a mark. */
export function fitted(
  text: string,
  most: number,
  measure: Measure = inCharacters,
  escaped: (text: string) => string = (plain) => plain,
  mark = CUT,
): string {
  const whole = escaped(text);
  if (measure(whole) <= most) return whole;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(escaped(text.slice(0, middle) + mark)) <= most) low = middle;
    else high = middle - 1;
  }
  return escaped(beginning(text, low) + mark);
}

/**
 * The whole message within a limit. What is cut is the evidence, then what happened: what to run next, and by which id it is found, always
 * stand at the end.
 */
export function fittedText(
  message: Message,
  most: number,
  measure: Measure = inCharacters,
  escaped: (text: string) => string = (plain) => plain,
): string {
  let fitting = message;
  for (const part of ['evidence', 'what'] as const) {
    const text = fitting[part];
    if (text === undefined || measure(escaped(textOf(fitting))) <= most) continue;
    const rest = measure(escaped(textOf({ ...fitting, [part]: '' })));
    fitting = { ...fitting, [part]: cut(text, Math.max(0, most - rest), measure, escaped) };
  }
  return fitted(textOf(fitting), most, measure, escaped);
}

/** The text itself, cut so that it takes no more than this once it is escaped; at least the mark stays. */
function cut(text: string, most: number, measure: Measure, escaped: (text: string) => string): string {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(escaped(text.slice(0, middle) + CUT)) <= most) low = middle;
    else high = middle - 1;
  }
  return beginning(text, low) + CUT;
}

/** The beginning of a text, without half a surrogate pair at its end. */
function beginning(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
