import { KeywardError } from '../../core/index.ts';
import { jsonMembers, jsonSpan } from '../json-bytes.ts';
import type { RemoteReply } from '../remote.ts';
import { encodedPath, mustAnswer, type Session } from './session.ts';

/** One version of a secret. The caller zeroes the document. */
export interface Version {
  readonly version: number;
  /** The JSON object that was put there; absent when this version was deleted, or nothing was ever there. */
  readonly document?: Buffer;
}

/** The secrets of one KV engine, version 2. */
export class Secrets {
  readonly #session: Session;
  readonly #mount: string;

  constructor(session: Session, mount: string) {
    this.#session = session;
    this.#mount = mount;
  }

  where(path: string): string {
    return `the Vault secret ${this.#mount}/${path}`;
  }

  async version(path: string, version?: number): Promise<Version> {
    const query = version === undefined ? '' : `?version=${version}`;
    const reply = await this.#session.ask({ method: 'GET', path: `${this.#path(path)}${query}` });
    try {
      if (reply.status !== 404) this.#mustAllow(reply, path, 'read');
      const where = `the reply about ${this.where(path)}`;
      const spelt = isObject(reply.body) ? jsonSpan(reply.body, ['data', 'metadata', 'version'], where) : undefined;
      const document = spelt && jsonSpan(reply.body, ['data', 'data'], where);
      const found = Number(spelt?.toString('latin1') ?? 0);
      return document && isObject(document) ? { version: found, document: Buffer.from(document) } : { version: found };
    } finally {
      reply.body.fill(0);
    }
  }

  /** The document of the present version; throws `credential-missing`. */
  async document(path: string): Promise<Buffer> {
    const { document } = await this.version(path);
    if (document) return document;
    throw new KeywardError('credential-missing', `there is no ${this.where(path).slice(4)}`, {
      lines: [`Keyward asked the KV engine, version 2, at ${this.#mount}/ for ${path}`],
    });
  }

  /** The one value of a secret that holds a part alone: its member `value`, or its only one. */
  async value(path: string): Promise<Buffer> {
    const document = await this.document(path);
    const members = jsonMembers(document, [], this.where(path));
    document.fill(0);
    const only = members.size === 1 ? [...members.values()][0] : undefined;
    const value = members.get('value') ?? only;
    for (const member of members.values()) if (member !== value) member.fill(0);
    if (value) return value;
    throw new KeywardError(
      members.size === 0 ? 'credential-missing' : 'credential-invalid',
      `${this.where(path)} has no member \`value\``,
    );
  }

  /** Puts a document where this version is the present one; zeroes it. */
  async put(path: string, document: Buffer, version: number): Promise<void> {
    const body = Buffer.concat([Buffer.from(`{"options":{"cas":${version}},"data":`), document, Buffer.from('}')]);
    document.fill(0);
    const reply = await this.#session.ask({ method: 'PUT', path: this.#path(path), body }).finally(() => body.fill(0));
    const isOvertaken = reply.status === 400 && reply.body.includes('check-and-set');
    if (isOvertaken) {
      throw new KeywardError('vault-refused', `${this.where(path)} was changed meanwhile, so nothing was written`);
    }
    this.#mustAllow(reply, path, 'update');
  }

  #mustAllow(reply: RemoteReply, path: string, capability: string): void {
    mustAnswer(reply, 'the Vault server');
    if (reply.status < 300) return;
    const right = `path "${this.#mount}/data/${path}" { capabilities = ["${capability}"] }`;
    throw new KeywardError(
      'vault-refused',
      `${this.where(path)} is not for Keyward to ${capability} (HTTP ${reply.status})`,
      {
        lines: reply.status === 403 ? [`its token needs a policy with ${right}`] : [],
      },
    );
  }

  #path(path: string): string {
    return `/v1/${encodedPath(this.#mount)}/data/${encodedPath(path)}`;
  }
}

function isObject(bytes: Buffer): boolean {
  return bytes[0] === 0x7b;
}
