import { backEnd, type Place } from '../back-end.ts';
import { readDocument, writeDocument } from '../payload.ts';
import { readWholeOrParts } from '../whole-or-parts.ts';
import { Secrets } from './secrets.ts';
import { schema } from './settings.ts';

/** Versions further back than this are not looked at for the one before. */
const MAX_BACK = 10;

/** Google Cloud Secret Manager. */
export const gcp = backEnd({
  id: 'gcp',
  schema,
  fields: (settings) => settings.fields ?? {},
  isRemote: true,
  open: (settings, { names }): Place => {
    const { name, version } = settings;
    const secrets = new Secrets(settings.endpoint);
    const isWhole = typeof name === 'string';
    const where = secrets.where(isWhole ? name : name.secret);
    const place: Place = {
      where,
      lookEveryMs: settings.everySeconds * 1_000,
      read: () =>
        readWholeOrParts(
          name,
          names,
          (one) => secrets.where(one),
          (one) => secrets.bytes(one, version),
        ),
      close: () => secrets.close(),
    };
    // Secrets for each part cannot be replaced at once: whoever reads between two of them would get a torn credential. A version that is pinned
    // would stay in use.
    if (!isWhole || version !== 'latest') return place;
    return {
      ...place,
      write: async (parts) => {
        const before = await secrets.version(name, version);
        await secrets.add(name, writeDocument(before?.bytes, names, parts, where));
      },
      readPrevious: async () => {
        const now = await secrets.version(name, version);
        now?.bytes.fill(0);
        const newest = now?.number ?? 0;
        for (let number = newest - 1; number > Math.max(newest - 1 - MAX_BACK, 0); number--) {
          const found = await secrets.version(name, String(number));
          if (found) return readDocument(found.bytes, names, where);
        }
        return undefined;
      },
    };
  },
});
