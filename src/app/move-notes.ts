import { inspections } from '../exchanges/index.ts';
import { PRACTICE_PLACE } from './backup-keys.ts';
import type { Manifest } from './backup-manifest.ts';
import type { PlacedFile } from './place-settings.ts';

/** What the move to another host changes for one exchange key. */
export interface MovedKey {
  readonly key: string;
  readonly exchange: string;
  readonly environment: string;
  readonly is: Manifest['keys'][number]['is'];
  readonly where: string;
  /** The practice exchange keeps it itself, so it needs no place and no replacing. */
  readonly isBuiltIn: boolean;
  /** Where its IP list is changed; absent where it has none. */
  readonly page?: string;
}

/** What the owner has to do that no backup can, in order. */
export interface MoveNotes {
  readonly keys: readonly MovedKey[];
  /** A sentence or two each. */
  readonly todo: readonly string[];
}

export function moveNotes(
  manifest: Manifest,
  {
    home,
    settings,
    whereOf,
  }: {
    readonly home: string;
    readonly settings: readonly PlacedFile[];
    /** Where a key lives on this host; `undefined` where that is not known. */
    readonly whereOf: (key: string) => string | undefined;
  },
): MoveNotes {
  const keys = manifest.keys.map(({ name, exchange, environment, is, where: there }): MovedKey => {
    const where = whereOf(name) ?? there;
    const inspection = Object.hasOwn(inspections, exchange) ? inspections[exchange] : undefined;
    const hasList = environment !== 'practice' && inspection !== undefined;
    const isBuiltIn = environment === 'practice' && there === PRACTICE_PLACE;
    return {
      key: name,
      exchange,
      environment,
      is,
      where,
      isBuiltIn,
      ...(hasList ? { page: inspection.facts.page.url } : {}),
    };
  });
  return {
    keys,
    todo: [
      ...oldHost(manifest),
      ...settingsNotes(settings),
      ...vaultNotes(manifest, home),
      ...keyNotes(keys),
      ...lastNotes(manifest, keys),
    ],
  };
}

function oldHost({ wasRunning, madeAt }: Manifest): string[] {
  const late = wasRunning
    ? ` The backup was made while it ran: orders, bot keys and changes after ${madeAt} are known only there. For a move, stop it and take another backup.`
    : '';
  return [
    `Stop Keyward on the old host, and remove its state folder there: both hosts have the same bot keys, exchange keys, nonces and limits, and neither counts what the other sends.${late}`,
  ];
}

function settingsNotes(settings: readonly PlacedFile[]): string[] {
  return settings
    .filter(({ is }) => is === 'beside')
    .map(({ file }) => `Compare ${file} with the file that was there, which was left as it is.`);
}

function vaultNotes({ identity, unlockedBy }: Manifest, home: string): string[] {
  if (identity === 'elsewhere')
    return [
      `Let this host read the identity that opens the vault (${unlockedBy === undefined ? 'vault.key' : `vault.unlock.${unlockedBy}`}): it is not in the backup.`,
    ];
  if (identity !== 'inside' || unlockedBy === undefined || unlockedBy === 'passphrase') return [];
  return [
    `The settings unlock the vault by ${unlockedBy}, which this host does not have yet. The identity is in ${home}/vault.key: put it there and remove that file, or take vault.unlock out of the settings.`,
  ];
}

function keyNotes(keys: readonly MovedKey[]): string[] {
  const named = (is: MovedKey['is']): string =>
    keys
      .filter((key) => key.is === is && !key.isBuiltIn)
      .map(({ key, where }) => `${key} (${where})`)
      .join(', ');
  const [remote, host] = [named('remote'), named('host')];
  return [
    ...(remote === '' ? [] : [`Let this host read, by a role or token of its own: ${remote}.`]),
    ...(host === '' ? [] : [`Put these keys in their places on this host, for they are not in the backup: ${host}.`]),
    ...(keys.some(({ page }) => page !== undefined)
      ? [
          'Put the address of this host on the IP list of each key, and take the old one off: `keyward doctor ip` tells it.',
        ]
      : []),
  ];
}

function lastNotes({ bots }: Manifest, keys: readonly MovedKey[]): string[] {
  const due = keys.filter(({ isBuiltIn }) => !isBuiltIn).map(({ key }) => key);
  return [
    ...(due.length === 0
      ? []
      : [
          `Replace the keys (${due.join(', ')}): a new host makes each of them due, as \`keyward key audit\` says (KEY-06). \`keyward key rotate NAME\` does it.`,
        ]),
    ...(bots.length === 0
      ? []
      : [
          'Move the bots too: Keyward answers on 127.0.0.1 of its own host. Their bot keys go on working; one that was revoked after the backup works again, so revoke it again.',
        ]),
  ];
}
