import { KeywardError } from '../../core/index.ts';
import { jsonMembers } from '../json-bytes.ts';
import { Remote, type RemoteCall, type RemoteReply } from '../remote.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { crc32c } from './crc32c.ts';
import { Identity } from './identity.ts';
import { SECRET_NAME } from './settings.ts';

/** One version of a secret. The caller zeroes the bytes. */
export interface Version {
  readonly number: number;
  readonly bytes: Buffer;
}

/** The secrets of Google Cloud Secret Manager, over its REST interface, version 1. */
export class Secrets {
  readonly #endpoint: string | undefined;
  readonly #identity = new Identity();
  readonly #remotes = new Map<string, Remote>();

  constructor(endpoint: string | undefined) {
    this.#endpoint = endpoint;
  }

  where(name: string): string {
    return `the Google secret ${name}`;
  }

  /** The version, `undefined` when there is none, or it is disabled or destroyed. */
  async version(name: string, version: string): Promise<Version | undefined> {
    const reply = await this.#ask(name, { method: 'GET', path: `/v1/${name}/versions/${version}:access` });
    try {
      // 400: a version that is disabled or destroyed.
      if (reply.status === 404 || reply.status === 400) return undefined;
      this.#mustAllow(reply, name, 'roles/secretmanager.secretAccessor');
      return this.#versionIn(reply.body, name);
    } finally {
      reply.body.fill(0);
    }
  }

  /** The bytes of a version; throws `credential-missing`. */
  async bytes(name: string, version: string): Promise<Buffer> {
    const found = await this.version(name, version);
    if (found) return found.bytes;
    throw new KeywardError(
      'credential-missing',
      `there is no ${this.where(name).slice(4)} with an enabled version ${version}`,
    );
  }

  /** Adds a version, which is `latest` from then on. Zeroes the bytes. */
  async add(name: string, bytes: Buffer): Promise<void> {
    const data = toBase64(bytes);
    const body = Buffer.concat([
      Buffer.from(`{"payload":{"dataCrc32c":"${crc32c(bytes)}","data":"`),
      data,
      Buffer.from('"}}'),
    ]);
    bytes.fill(0);
    data.fill(0);
    const call = { method: 'POST', path: `/v1/${name}:addVersion`, body } as const;
    const reply = await this.#ask(name, call).finally(() => body.fill(0));
    if (reply.status === 404) throw new KeywardError('credential-missing', `there is no ${this.where(name).slice(4)}`);
    this.#mustAllow(reply, name, 'roles/secretmanager.secretVersionAdder');
  }

  async close(): Promise<void> {
    for (const remote of this.#remotes.values()) await remote.close();
    this.#remotes.clear();
  }

  #versionIn(body: Buffer, name: string): Version {
    const where = `the reply about ${this.where(name)}`;
    const full = jsonMembers(body, [], where).get('name')?.toString('utf8') ?? '';
    const payload = jsonMembers(body, ['payload'], where);
    const data = payload.get('data');
    const bytes = data && fromBase64(data);
    data?.fill(0);
    // An empty secret has no data; that it is empty, its reader says.
    if (data !== undefined && bytes === undefined) throw new KeywardError('vault-unreached', `${where} is damaged`);
    const crc = payload.get('dataCrc32c')?.toString('latin1');
    if (crc !== undefined && crc !== String(crc32c(bytes ?? Buffer.alloc(0)))) {
      bytes?.fill(0);
      throw new KeywardError('vault-unreached', `${where} is damaged: its checksum is another`);
    }
    return { number: Number(/\/versions\/([0-9]+)$/.exec(full)?.[1] ?? 0), bytes: bytes ?? Buffer.alloc(0) };
  }

  async #ask(name: string, call: RemoteCall): Promise<RemoteReply> {
    const [, project = '', location] = SECRET_NAME.exec(name) ?? [];
    const host = location === undefined ? 'secretmanager' : `secretmanager.${location}.rep`;
    const origin = this.#endpoint ?? `https://${host}.googleapis.com`;
    const remote = this.#remotes.get(origin) ?? new Remote({ address: origin, where: 'Google Cloud Secret Manager' });
    this.#remotes.set(origin, remote);
    const reply = await remote.ask({ ...call, headers: await this.#identity.headers(origin, project) });
    if (reply.status !== 401) return reply;
    // The token may have been withdrawn before its end.
    this.#identity.forget();
    return remote.ask({ ...call, headers: await this.#identity.headers(origin, project) });
  }

  #mustAllow({ status }: RemoteReply, name: string, role: string): void {
    if (status < 300) return;
    if (status < 400 || status >= 500 || status === 429) {
      throw new KeywardError('vault-unreached', `Google Cloud Secret Manager cannot answer now (HTTP ${status})`);
    }
    throw new KeywardError('vault-refused', `${this.where(name)} is not for Keyward to have (HTTP ${status})`, {
      lines: status === 403 ? [`its account needs ${role} on this secret`] : [],
    });
  }
}
