import { resolve } from 'node:path';
import { KeywardError, Secret } from '../../core/index.ts';
import type { VaultContext } from '../back-end.ts';
import { jsonMembers, jsonSpan, writeJsonMembers } from '../json-bytes.ts';
import { readValue } from '../payload.ts';
import { readPrivateFile } from '../private-file.ts';
import { Remote, type RemoteCall, type RemoteReply } from '../remote.ts';
import type { OpenBaoSettings } from './settings.ts';

/** The longest that a timer of Node waits, in ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** A lease that ends sooner is let run out, in ms: the next question logs in again. */
const SHORTEST_LEASE_MS = 2_000;

interface Held {
  readonly token: Secret;
  /** It comes from a login of ours, so it is ours to revoke. */
  readonly isOwn: boolean;
}

/** What a server says of a token: how long it is good, in ms (0: for ever), and whether that can be prolonged. */
interface Lease {
  readonly ms: number;
  readonly isRenewable: boolean;
}

/**
 * Asks a server as someone: takes a token or logs in, renews it at half of its lease, and takes another when it is no longer good. Replies of any
 * status are values; throws `vault-unreached`, and `vault-refused` where a login is not accepted.
 */
export class Session {
  readonly #settings: OpenBaoSettings;
  readonly #context: Pick<VaultContext, 'folder' | 'variables'>;
  readonly #server: string;
  readonly #remote: Remote;
  #held: Promise<Held> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(settings: OpenBaoSettings, context: Pick<VaultContext, 'folder' | 'variables'>) {
    this.#settings = settings;
    this.#context = context;
    this.#server = `the Vault server ${new URL(settings.address).origin}`;
    this.#remote = new Remote({
      address: settings.address,
      where: this.#server,
      caFile: settings.caFile === undefined ? undefined : resolve(context.folder, settings.caFile),
    });
  }

  async ask(call: RemoteCall): Promise<RemoteReply> {
    const isFresh = this.#held === undefined;
    const held = await this.#token();
    const reply = await this.#send(call, held.token);
    if (reply.status !== 403 || isFresh) return reply;
    const own = await this.#send({ method: 'GET', path: '/v1/auth/token/lookup-self' }, held.token);
    own.body.fill(0);
    // A token that is still good is refused by its policy, and another one would be too.
    if (own.status === 200) return reply;
    await this.#letGo(held);
    return this.#send(call, (await this.#token()).token);
  }

  /** Revokes the token where it comes from a login. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const held = await this.#held?.catch(() => undefined);
    if (held) await this.#letGo(held);
    await this.#remote.close();
  }

  #token(): Promise<Held> {
    this.#held ??= this.#take().catch((error) => {
      this.#held = undefined;
      throw error;
    });
    return this.#held;
  }

  async #letGo(held: Held): Promise<void> {
    if ((await this.#held?.catch(() => undefined)) === held) {
      clearTimeout(this.#timer);
      this.#held = undefined;
    }
    if (!held.isOwn) return;
    // A token that cannot be revoked now ends with its lease.
    await this.#send({ method: 'POST', path: '/v1/auth/token/revoke-self' }, held.token).catch(() => undefined);
  }

  async #take(): Promise<Held> {
    const { auth } = this.#settings;
    if ('tokenFile' in auth) {
      const path = resolve(this.#context.folder, auth.tokenFile);
      return this.#given(readValue(readPrivateFile(path), path));
    }
    if ('tokenVariable' in auth) {
      const text = this.#context.variables[auth.tokenVariable]?.trim() ?? '';
      if (text === '') throw new KeywardError('credential-missing', `the environment has no ${auth.tokenVariable}`);
      return this.#given(Secret.take(Buffer.from(text, 'utf8')));
    }
    const { mount, members } = this.#proof(auth);
    const body = writeJsonMembers(Buffer.from('{}'), members, this.#server);
    for (const member of members.values()) member.fill(0);
    return this.#login(mount, body);
  }

  #proof(auth: Exclude<OpenBaoSettings['auth'], { tokenFile: string } | { tokenVariable: string }>): {
    readonly mount: string;
    readonly members: Map<string, Buffer>;
  } {
    const read = (file: string, isShared = false): Buffer => {
      const path = resolve(this.#context.folder, file);
      return readValue(readPrivateFile(path, { isShared }), path).openBytes((bytes) => Buffer.from(bytes));
    };
    if ('appRole' in auth) {
      const { roleId, secretIdFile, mount } = auth.appRole;
      return {
        mount,
        members: new Map([
          ['role_id', Buffer.from(roleId)],
          ['secret_id', read(secretIdFile)],
        ]),
      };
    }
    const { role, file, mount } = 'jwt' in auth ? auth.jwt : auth.kubernetes;
    // Kubernetes itself writes the file, for everyone in the container.
    const jwt = read(file, 'kubernetes' in auth);
    return {
      mount,
      members: new Map([
        ['role', Buffer.from(role)],
        ['jwt', jwt],
      ]),
    };
  }

  async #login(mount: string, body: Buffer): Promise<Held> {
    const reply = await this.#send({ method: 'POST', path: `/v1/auth/${encodedPath(mount)}/login`, body });
    body.fill(0);
    try {
      if (reply.status >= 400 && reply.status < 500 && reply.status !== 429) {
        throw new KeywardError('vault-refused', `${this.#server} does not accept the login at auth/${mount}`, {
          lines: ['the role, its proof, the mount or the namespace is wrong, or its secret id or token has run out'],
        });
      }
      mustAnswer(reply, this.#server);
      const auth = jsonMembers(reply.body, ['auth'], `the reply of ${this.#server}`);
      const token = auth.get('client_token');
      if (!token || token.length === 0) {
        throw new KeywardError('vault-unreached', `${this.#server} answered the login without a token`);
      }
      const held = { token: Secret.take(token), isOwn: true };
      this.#renewLater(held, leaseOf(reply.body, 'auth', 'lease_duration', this.#server));
      return held;
    } finally {
      reply.body.fill(0);
    }
  }

  /** A token of the owner; prolonged where it can be and may say so of itself. */
  async #given(token: Secret): Promise<Held> {
    const held = { token, isOwn: false };
    const reply = await this.#send({ method: 'GET', path: '/v1/auth/token/lookup-self' }, token);
    if (reply.status === 200) this.#renewLater(held, leaseOf(reply.body, 'data', 'ttl', this.#server));
    reply.body.fill(0);
    return held;
  }

  #renewLater(held: Held, { ms, isRenewable }: Lease): void {
    clearTimeout(this.#timer);
    if (!isRenewable || ms < SHORTEST_LEASE_MS || this.#isClosed) return;
    const waitMs = Math.min(ms / 2, LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => {
      // A reply that cannot be read is as good as none: the next question takes another token.
      this.#renew(held, ms - waitMs).catch(() => undefined);
    }, waitMs).unref();
  }

  async #renew(held: Held, leftMs: number): Promise<void> {
    const call = { method: 'POST', path: '/v1/auth/token/renew-self', body: Buffer.from('{}') } as const;
    const reply = await this.#send(call, held.token).catch(() => undefined);
    if (this.#isClosed) return;
    const isRenewed = reply?.status === 200;
    // Who does not answer is asked again while there is time; who refuses is not, and the next question takes another token.
    if (isRenewed) this.#renewLater(held, leaseOf(reply.body, 'auth', 'lease_duration', this.#server));
    else if (!reply || reply.status >= 500) this.#renewLater(held, { ms: leftMs, isRenewable: true });
    reply?.body.fill(0);
  }

  #send(call: RemoteCall, token?: Secret): Promise<RemoteReply> {
    const { namespace } = this.#settings;
    return this.#remote.ask({
      ...call,
      headers: {
        'x-vault-request': 'true',
        ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
        // A header of undici is text.
        ...(token && { 'x-vault-token': token.openBytes((bytes) => headerText(bytes, this.#server)) }),
      },
    });
  }
}

function headerText(token: Buffer, server: string): string {
  const isPlain = token.every((byte) => byte > 0x20 && byte < 0x7f);
  if (!isPlain)
    throw new KeywardError('credential-invalid', `the token for ${server} has characters that no token has`);
  return token.toString('latin1');
}

function leaseOf(body: Buffer, member: 'auth' | 'data', seconds: string, where: string): Lease {
  const text = (name: string) => jsonSpan(body, [member, name], `the reply of ${where}`)?.toString('latin1');
  const ms = Number(text(seconds)) * 1_000;
  return { ms: Number.isFinite(ms) ? ms : 0, isRenewable: text('renewable') === 'true' };
}

/** Throws `vault-unreached` for a status that says the server cannot answer now. */
export function mustAnswer({ status, body }: RemoteReply, where: string): void {
  if (status === 503 && body.includes('sealed')) {
    throw new KeywardError('vault-unreached', `${where} is sealed`, {
      lines: ['unseal it with `bao operator unseal` or `vault operator unseal`'],
    });
  }
  if (status >= 300 && status < 400) {
    throw new KeywardError(
      'vault-unreached',
      `${where} sends Keyward elsewhere (HTTP ${status}), which it does not follow`,
    );
  }
  if (status >= 500 || status === 429 || status === 412) {
    throw new KeywardError('vault-unreached', `${where} cannot answer now (HTTP ${status})`);
  }
}

/** Every step of a path, encoded. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
