import type { Settings } from '../config/index.ts';
import type { Place } from '../vault/index.ts';
import { within } from './within.ts';

const READ_MS = 3_000;

export interface KnownKeys {
  /** The ids of the exchange keys that could be read. */
  readonly ids: ReadonlySet<string>;
  /** Those that could not, by name, with the reason. */
  readonly unread: ReadonlyMap<string, string>;
}

/** Reads each exchange key once, so that its secret is known to whatever masks output; nothing of it is kept but its id. */
export async function readKnownKeys({ keys }: Settings, placeOf: (name: string) => Place): Promise<KnownKeys> {
  const ids = new Set<string>();
  const unread = new Map<string, string>();
  await Promise.all(
    Object.keys(keys).map(async (name) => {
      try {
        const place = placeOf(name);
        const { id } = await within(place.read(), READ_MS).finally(() => void place.close?.());
        ids.add(id);
      } catch (error) {
        unread.set(name, error instanceof Error ? error.message : 'it cannot be read');
      }
    }),
  );
  return { ids, unread };
}
