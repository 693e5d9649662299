import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Agent, request } from 'undici';
import type { KeySettings } from '../config/index.ts';
import { type BackEndSeen, type Sight, seen, unseen } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';
import { askRunning, notRunning } from './check-running.ts';
import { folderOf } from './places.ts';

/** Kinds of places on other machines whose rights somebody can tell. */
const REMOTE = ['vault', 'aws', 'gcp'] as const;
const ASK_MS = 1_000;
const MOST_REPLY = 64 * 1024;

/** Members of settings that the vault has checked. */
interface OpenBao {
  readonly address: string;
  readonly mount: string;
  readonly path: unknown;
  readonly namespace?: string;
  readonly caFile?: string;
  readonly auth: Readonly<Record<string, unknown>>;
}

/** Of each key that another machine keeps: whether it answers, and what Keyward may do there. Never rejects. */
export async function lookBackEnds(parts: CheckParts): Promise<Sight<readonly BackEndSeen[]>> {
  const remote = Object.entries(parts.settings.keys).flatMap(([key, settings]) => {
    const kind = REMOTE.find((one) => settings.from !== undefined && one in settings.from);
    return kind === undefined ? [] : [{ key, kind, settings }];
  });
  if (remote.length === 0) return seen('keyward.yaml', []);
  const listed = (await askRunning(parts, 'listKeys')) ?? notRunning;
  const all = await Promise.all(
    remote.map(async ({ key, kind, settings }): Promise<BackEndSeen> => {
      const isReal = settings.environment === 'live';
      const reached = reachedBy(key, listed);
      const about = await (kind === 'vault'
        ? ofOpenBao(settings, parts)
        : kind === 'aws'
          ? ofAws(settings, parts)
          : ofGoogle(parts));
      return { key, kind, isReal, reached, ...about };
    }),
  );
  return seen('keyward.yaml', all);
}

type Listed = Sight<readonly { readonly key: string; readonly alarm?: string; readonly refused?: string }[]>;

function reachedBy(key: string, listed: Listed): BackEndSeen['reached'] {
  if ('unseen' in listed) return unseen(listed.by, `whether its place answers was not asked: ${listed.unseen}`);
  const one = listed.seen.find((each) => each.key === key);
  if (!one) return unseen(listed.by, 'the Keyward that runs here has other settings');
  return seen(listed.by, one.alarm ?? true);
}

type About = Omit<BackEndSeen, 'key' | 'kind' | 'isReal' | 'reached'>;

async function ofOpenBao({ from }: KeySettings, parts: CheckParts): Promise<About> {
  const settings = from!['vault'] as OpenBao;
  const { auth } = settings;
  const ask = 'bao token lookup; bao token capabilities PATH (vault in the place of bao with HashiCorp Vault)';
  const [kind = ''] = Object.keys(auth);
  if (kind !== 'tokenFile' && kind !== 'tokenVariable') {
    const rights = unseen(
      'keyward.yaml',
      `it logs in by ${kind}: what its token may do then is told by the server alone`,
    );
    return { proof: `a login by ${kind}`, isLasting: false, rights, ask };
  }
  const named = String(auth[kind]);
  const proof = kind === 'tokenFile' ? `the token in ${named}` : `the token in ${named} of the environment`;
  const token =
    kind === 'tokenFile'
      ? await textOf(resolve(folderOf({ settingsPath: parts.path }), named), parts)
      : parts.session.environment.variables[named]?.trim();
  if (token === undefined || !/^[\x21-\x7e]{1,4096}$/.test(token))
    return { proof, isLasting: 'unknown', rights: unseen('keyward.yaml', `${proof} could not be read`), ask };
  const told = await askSelf(settings, token, parts);
  return { proof, isLasting: told.isLasting, rights: told.rights, ask };
}

async function textOf(path: string, { eyes }: CheckParts): Promise<string | undefined> {
  const read = await eyes.read(path, 8_192);
  return 'fault' in read ? undefined : read.bytes.toString('latin1').trim();
}

/** Rights that let a token make itself others. */
const STRONG = ['root', 'sudo', 'create', 'update', 'delete', 'patch'];

/** A token tells of itself which policies it has, when it ends, and what it may do at a path. */
async function askSelf(
  settings: OpenBao,
  token: string,
  parts: CheckParts,
): Promise<Pick<About, 'isLasting' | 'rights'>> {
  const by = 'auth/token/lookup-self';
  const agent = agentOf(settings, parts);
  const send = async (path: string, body?: object): Promise<Record<string, unknown> | undefined> => {
    const reply = await request(`${new URL(settings.address).origin}/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-vault-request': 'true',
        'x-vault-token': token,
        ...(settings.namespace !== undefined && { 'x-vault-namespace': settings.namespace }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      dispatcher: agent,
      signal: AbortSignal.any([AbortSignal.timeout(ASK_MS), parts.signal]),
    });
    const text = await reply.body.text();
    if (reply.statusCode !== 200 || text.length > MOST_REPLY) return undefined;
    return (JSON.parse(text) as { readonly data?: Record<string, unknown> }).data;
  };
  try {
    const own = await send('auth/token/lookup-self');
    if (!own) return { isLasting: 'unknown', rights: unseen(by, 'the token may not ask what it may do') };
    const policies = Array.isArray(own['policies']) ? own['policies'].map(String) : [];
    const ttl = Number(own['ttl'] ?? 0);
    const paths = {
      [`sys/policies/acl/keyward-check`]: 'write policies',
      'auth/token/create-orphan': 'make tokens for others',
      [`${settings.mount}/data/keyward-check-other`]: 'read or write other secrets',
    };
    const can = await send('sys/capabilities-self', { paths: Object.keys(paths) });
    const tooMuch = [
      ...(policies.includes('root') ? ['it is the root token'] : []),
      ...(policies.includes('root')
        ? []
        : Object.entries(paths).flatMap(([path, what]) => (isStrong(can?.[path], path) ? [what] : []))),
    ];
    if (!can && tooMuch.length === 0)
      return {
        isLasting: ttl === 0,
        rights: unseen('sys/capabilities-self', 'the token may not ask what it may do at a path'),
      };
    return { isLasting: ttl === 0, rights: seen(by, { tooMuch, ...(ttl > 0 && { ttl: spanOf(ttl) }) }) };
  } catch {
    return { isLasting: 'unknown', rights: unseen(by, 'the server did not answer in a second') };
  } finally {
    void agent.destroy();
  }
}

function isStrong(can: unknown, path: string): boolean {
  if (!Array.isArray(can)) return false;
  return can.some((one) => STRONG.includes(String(one)) || (path.includes('/data/') && one === 'read'));
}

function agentOf({ caFile }: OpenBao, { path }: CheckParts): Agent {
  if (caFile === undefined) return new Agent();
  try {
    return new Agent({ connect: { ca: readFileSync(resolve(folderOf({ settingsPath: path }), caFile)) } });
  } catch {
    return new Agent();
  }
}

function spanOf(seconds: number): string {
  const [count, unit] =
    seconds < 7_200
      ? [seconds / 60, 'minutes']
      : seconds < 172_800
        ? [seconds / 3_600, 'hours']
        : [seconds / 86_400, 'days'];
  return `${Math.round(count)} ${unit}`;
}

/** Whose rights no call tells that reads alone. */
async function ofAws({ from }: KeySettings, { session }: CheckParts): Promise<About> {
  const { profile } = from!['aws'] as { readonly profile?: string };
  const { variables } = session.environment;
  const ask =
    'aws iam simulate-principal-policy --policy-source-arn "$(aws sts get-caller-identity --query Arn --output text)" --action-names secretsmanager:GetSecretValue secretsmanager:ListSecrets iam:CreateUser';
  const rights = unseen('keyward.yaml', 'what its role may do is told by AWS alone');
  const isKey = variables['AWS_ACCESS_KEY_ID'] !== undefined && variables['AWS_SESSION_TOKEN'] === undefined;
  if (profile === undefined && isKey)
    return { proof: 'an access key in the environment', isLasting: true, rights, ask };
  if (profile !== undefined) return { proof: `the profile ${profile}`, isLasting: 'unknown', rights, ask };
  return { proof: 'the role of this machine', isLasting: false, rights, ask };
}

async function ofGoogle(parts: CheckParts): Promise<About> {
  const file = parts.session.environment.variables['GOOGLE_APPLICATION_CREDENTIALS'];
  const ask = 'gcloud projects get-iam-policy PROJECT --flatten=bindings --filter=bindings.members:SERVICE_ACCOUNT';
  const rights = unseen('keyward.yaml', 'what its service account may do is told by Google alone');
  if (file === undefined) return { proof: 'the service account of this machine', isLasting: false, rights, ask };
  const text = await textOf(file, parts);
  const isKey = text === undefined ? ('unknown' as const) : /"type"\s*:\s*"service_account"/.test(text);
  return { proof: `the key of a service account in ${file}`, isLasting: isKey, rights, ask };
}
