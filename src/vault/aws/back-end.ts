import { backEnd, type Place } from '../back-end.ts';
import { readDocument, writeDocument } from '../payload.ts';
import { readWholeOrParts } from '../whole-or-parts.ts';
import { Secrets } from './secrets.ts';
import { schema } from './settings.ts';

/** AWS Secrets Manager. */
export const aws = backEnd({
  id: 'aws',
  schema,
  fields: (settings) => settings.fields ?? {},
  isRemote: true,
  open: (settings, { names, variables }): Place => {
    const { name } = settings;
    const secrets = new Secrets(settings, variables);
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
          (one) => secrets.bytes(one),
        ),
      close: () => secrets.close(),
    };
    // Secrets for each part cannot be replaced at once: whoever reads between two of them would get a torn credential.
    if (!isWhole) return place;
    return {
      ...place,
      write: async (parts) => {
        const before = await secrets.value(name);
        const bytes = writeDocument(before?.bytes, names, parts, where);
        await secrets.put(name, { bytes, isBinary: before?.isBinary === true });
      },
      readPrevious: async () => {
        const previous = await secrets.value(name, 'AWSPREVIOUS');
        return previous && readDocument(previous.bytes, names, where);
      },
    };
  },
});
