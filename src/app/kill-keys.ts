import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { inspections, type KeyReport, type Unclear } from '../exchanges/index.ts';
import { PRACTICE_PAGE, PRACTICE_REMOVE } from './practice-desk.ts';

const ASK_EVERY_MS = 3_000;
/** So often in a row the exchange refuses a key that is dead: one refusal may be a hiccup. */
const REFUSED = 2;

/** No fingerprint is known here. */
const PRACTISED = `${PRACTICE_PAGE} (\`${PRACTICE_REMOVE} FINGERPRINT\`, with what \`keyward key list\` shows)`;

/** Where the key of an account is taken out of use, and whether it is. */
export interface KeyEnd {
  readonly key: string;
  readonly exchange: string;
  /** As people write it. */
  readonly name: string;
  /** The page where keys are deleted. */
  readonly page: string;
  /** Set where it was waited for. */
  readonly isDead?: boolean;
  /** What the exchange said last. */
  readonly says?: string;
}

/** The exchange as people write it, and its page of keys. */
export function pageOf(exchange: string): { readonly name: string; readonly page: string } {
  const { name, page } = inspections[exchange]!.facts;
  return { name, page: page.url };
}

export function keyEndsOf({ keys }: Pick<Settings, 'keys'>, names: readonly string[]): readonly KeyEnd[] {
  return names.flatMap((key) => {
    const settings = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (!settings) return [];
    const { exchange, environment } = settings;
    const { name, page } = pageOf(exchange);
    return [{ key, exchange, name, page: environment === 'practice' ? PRACTISED : page }];
  });
}

export interface DeathWatch {
  readonly stopping: AbortSignal;
  /** What the exchange says of a key; absent where it cannot be asked. */
  inspect(key: string): Promise<KeyReport | Unclear> | undefined;
  /** Whether the exchange took it before: then a refusal is not about this host's address. */
  worked(key: string): boolean;
  tell(key: string, says: string): void;
  /** Absent: as often as is meant for people. */
  readonly everyMs?: number;
}

/** Asks until each exchange has refused its key, twice in a row, or until it is stopped. */
export function untilDead(ends: readonly KeyEnd[], watch: DeathWatch): Promise<readonly KeyEnd[]> {
  return Promise.all(ends.map((end) => one(end, watch)));
}

async function one(
  end: KeyEnd,
  { stopping, inspect, worked, tell, everyMs = ASK_EVERY_MS }: DeathWatch,
): Promise<KeyEnd> {
  tell(end.key, `delete the key now at ${end.page}; it is asked for until the exchange refuses it`);
  let says = 'the exchange was not asked';
  for (let refused = 0; !stopping.aborted; ) {
    const asked = inspect(end.key);
    if (!asked) return { ...end, isDead: false, says: 'its exchange cannot be asked from here' };
    const told = await asked.catch(() => undefined);
    const isDead = told !== undefined && 'unclear' in told && isRefused(told, worked(end.key));
    says = saysOf(told, isDead);
    refused = isDead ? refused + 1 : 0;
    if (refused >= REFUSED) {
      tell(end.key, says);
      return { ...end, isDead: true, says };
    }
    await sleep(everyMs, undefined, { signal: stopping }).catch(() => undefined);
  }
  return { ...end, isDead: false, says };
}

/** A wrong address or a wrong signature is not the key's end. */
function isRefused({ cause }: Unclear, worked: boolean): boolean {
  return cause === 'key' || (cause === 'key-or-ip-or-permission' && worked);
}

function saysOf(told: KeyReport | Unclear | undefined, isDead: boolean): string {
  if (told === undefined) return 'the exchange did not answer';
  if (!('unclear' in told)) return 'the exchange still takes the key';
  return isDead
    ? `the exchange refuses the key (${told.message})`
    : `the exchange does not say whether the key is alive (${told.message})`;
}
