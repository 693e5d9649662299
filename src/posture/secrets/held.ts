/** A secret that was found in a text, with nothing of it that works. */
export interface HeldSecret {
  /** Keyed digest: the same for the same secret, wherever it stands. */
  readonly id: string;
  /** `Binance API key`. */
  readonly title: string;
  /** The names that it has there; none where it has none. */
  readonly names: readonly string[];
  /** From 1. */
  readonly lines: readonly number[];
  /** `key`: trades, signs, or opens what does; `token`: of a channel, a page, a service. */
  readonly weight: 'key' | 'token';
  /** The key of the settings that it is. */
  readonly own?: { readonly key: string; readonly isReal: boolean };
  /** Each of its names says that it is for tries, or the account in whose settings it stands does. */
  readonly isForTries: boolean;
  /** The day since which it is known to be dead. */
  readonly deadSince?: string;
  /** Why its owner lets it stand: a comment beside it, or the baseline. */
  readonly excused?: string;
}

/** Whether it is of any use to a thief: neither dead nor excused. */
export const isOpen = ({ deadSince, excused }: HeldSecret): boolean => deadSince === undefined && excused === undefined;

/** `a Binance API key (BINANCE_API_SECRET, line 3)`, for each. */
export function toldSecrets(secrets: readonly HeldSecret[], most = 3): string {
  const told = secrets.slice(0, most).map(({ title, names, lines }) => {
    const where = [...names.slice(0, 2), ...(lines.length > 0 ? [`line ${lines[0]}`] : [])];
    return `${articleOf(title)}${where.length > 0 ? ` (${where.join(', ')})` : ''}`;
  });
  const more = secrets.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

const articleOf = (title: string): string =>
  /^an? /i.test(title) ? title : `${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`;

/** What is to be known of what was not shown dead. */
export function toldOfLife(secrets: readonly HeldSecret[]): string {
  const own = secrets.find((one) => one.own !== undefined)?.own;
  return own === undefined ? '' : `; it is the key ${own.key} of the settings`;
}

/** Only an exchange tells whether a key lives; one of the settings does. */
export const confidenceOf = (secrets: readonly HeldSecret[]): { readonly confidence?: 'likely' } =>
  secrets.some(({ own }) => own !== undefined) ? {} : { confidence: 'likely' };
