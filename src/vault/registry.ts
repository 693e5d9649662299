import { z } from 'zod';
import { KeywardError } from '../core/index.ts';
import { age } from './age/back-end.ts';
import { aws } from './aws/back-end.ts';
import type { BackEnd, Place, VaultContext } from './back-end.ts';
import { command } from './command/back-end.ts';
import { dotenv } from './dotenv/back-end.ts';
import { environment } from './environment/back-end.ts';
import { gcp } from './gcp/back-end.ts';
import { keyring } from './keyring/back-end.ts';
import { documentNames, type Names, namesFor } from './names.ts';
import { openbao } from './openbao/back-end.ts';
import { systemd } from './systemd/back-end.ts';

/** Every kind of place where a credential can live: one line each. */
export const backEnds: readonly BackEnd[] = [environment, dotenv, age, systemd, keyring, command, openbao, aws, gcp];

/** Those whose names are variables, not fields of a document. */
const FLAT: ReadonlySet<string> = new Set([environment.id, dotenv.id]);

/** Where an exchange key is read from, as the settings say it. There is no form that holds the key itself. */
export const fromSchema = z.union(
  backEnds.map(({ id, schema }) => z.strictObject({ [id]: schema })),
) as z.ZodType<From>;

/** One member: the back end's id, and its settings. */
export type From = Readonly<Record<string, unknown>>;

/** The back end that a `from` names, and its settings. */
export function backEndOf(from: From): { readonly backEnd: BackEnd; readonly settings: unknown } {
  const [id = ''] = Object.keys(from);
  const backEnd = backEnds.find((each) => each.id === id);
  if (!backEnd) throw new KeywardError('config-invalid', `there is no back end ${id}`);
  return { backEnd, settings: from[id] };
}

/** Opens the place of one exchange key. Absent: the environment, with the exchange as prefix. */
export function placeOfKey(
  from: From | undefined,
  exchange: string,
  hasPassphrase: boolean,
  context: Omit<VaultContext, 'names'>,
): Place {
  const { backEnd, settings } = backEndOf(from ?? { [environment.id]: {} });
  const named = FLAT.has(backEnd.id) ? namesFor : documentNames;
  return backEnd.open(settings, { ...context, names: named(exchange, backEnd.fields(settings), hasPassphrase) });
}

/** Opens the place of one value alone. */
export function placeOfValue(from: From, names: Names, context: Omit<VaultContext, 'names'>): Place {
  const { backEnd, settings } = backEndOf(from);
  const { secret } = backEnd.fields(settings);
  return backEnd.open(settings, { ...context, names: secret === undefined ? names : { ...names, secret: [secret] } });
}
