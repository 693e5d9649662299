import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KeywardError, shellWord } from '../core/index.ts';
import { type PastSeen, type Sight, seen, unseen } from '../posture/index.ts';
import { rulesVersion, Scanned } from '../scan/index.ts';
import type { CheckFinder } from './check-finder.ts';

/** What of a history cannot be read keeps it from being clean. */
const GAPS = new Set(['missing', 'damaged', 'unreadable', 'too-big']);
const BY = 'keyward scan --history';

/** All that a repository has, with what `keyward scan --history` has read before; within the time of a check, and without writing anything down. */
export async function pastOf(top: string, home: string, { finder, leftMs }: CheckFinder): Promise<Sight<PastSeen>> {
  const before = new SeenBefore(top, home, () => leftMs() <= 0);
  const reading = finder.history(top, before);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(tooLong()), Math.max(1, leftMs()));
  });
  try {
    const { secrets, unread } = await Promise.race([reading, late]);
    const lost = unread.filter(({ why }) => GAPS.has(why)).length;
    const gaps =
      lost === 0
        ? []
        : [
            {
              about: `history of ${top}`,
              why: `${lost === 1 ? 'one of its objects is lost or cannot' : `${lost} of its objects are lost or cannot`} be read`,
              fix: `cd ${shellWord(top)} && git fsck`,
            },
          ];
    return seen(BY, { secrets, gaps });
  } catch (error) {
    const why = error instanceof KeywardError ? error.message : 'git could not read it';
    return unseen(BY, why);
  } finally {
    clearTimeout(timer);
    reading.catch(() => undefined);
  }
}

const tooLong = (): KeywardError =>
  new KeywardError(
    'stopped',
    'more of the history is unread than fits the time of a check; a scan of it is remembered',
  );

/** What scans have read of a repository before; it adds nothing to it, and ends the reading when there is no time left. */
class SeenBefore extends Scanned {
  readonly #isLate: () => boolean;

  constructor(top: string, home: string, isLate: () => boolean) {
    const file = createHash('sha256').update(resolve(top)).digest('hex').slice(0, 32);
    const about = statSync(home, { throwIfNoEntry: false });
    const isOurs = about !== undefined && about.uid === process.getuid?.();
    super(isOurs ? join(home, 'scan', 'seen', file) : '', rulesVersion(version()));
    this.#isLate = isLate;
  }

  override has(id: string): boolean {
    if (this.#isLate()) throw tooLong();
    return super.has(id);
  }

  override add(id: string): void {
    if (this.#isLate()) throw tooLong();
    super.add(id);
  }

  override save(): void {}
}

/** Of Keyward, under which scans remember. */
function version(): string {
  const path = new URL('../../package.json', import.meta.url);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version : '';
}
