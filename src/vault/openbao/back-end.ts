import { backEnd, type Place } from '../back-end.ts';
import { readDocument, writeDocument } from '../payload.ts';
import { readWholeOrParts } from '../whole-or-parts.ts';
import { Secrets } from './secrets.ts';
import { Session } from './session.ts';
import { schema } from './settings.ts';

/** HashiCorp Vault and OpenBao, over HTTP. */
export const openbao = backEnd({
  id: 'vault',
  schema,
  fields: (settings) => settings.fields ?? {},
  isRemote: true,
  open: (settings, context): Place => {
    const { names } = context;
    const { path, mount } = settings;
    const session = new Session(settings, context);
    const secrets = new Secrets(session, mount);
    const isWhole = typeof path === 'string';
    const where = secrets.where(isWhole ? path : path.secret);
    const place: Place = {
      where,
      lookEveryMs: settings.everySeconds * 1_000,
      read: () =>
        readWholeOrParts(
          path,
          names,
          (name) => secrets.where(name),
          (name) => (isWhole ? secrets.document(name) : secrets.value(name)),
        ),
      close: () => session.close(),
    };
    // Secrets for each part cannot be replaced at once: whoever reads between two of them would get a torn credential.
    if (!isWhole) return place;
    return {
      ...place,
      write: async (parts) => {
        const { version, document } = await secrets.version(path);
        await secrets.put(path, writeDocument(document, names, parts, where), version);
      },
      readPrevious: async () => {
        const now = await secrets.version(path);
        now.document?.fill(0);
        if (now.version < 2) return undefined;
        const { document } = await secrets.version(path, now.version - 1);
        return document && readDocument(document, names, where);
      },
    };
  },
});
