import { createHmac } from 'node:crypto';
import { isRefusal, KeywardError, Secret } from '../core/index.ts';
import {
  type Ask,
  type Credential,
  type CredentialParts,
  type Environment,
  type Inspection,
  inspections,
  type KeyMaker,
  type KeyReport,
  type MadeKey,
  type Unclear,
} from '../exchanges/index.ts';
import {
  type AwsSecrets,
  documentNames,
  type Names,
  type RotatedDocument,
  readDocument,
  readRotatedDocument,
  writeDocument,
} from '../vault/index.ts';
import { passphraseOf, unclearText } from './beside.ts';

export interface AwsKeyParts {
  readonly secrets: AwsSecrets;
  askFor(inspection: Inspection, environment: Environment): Ask;
}

const ENVIRONMENTS: readonly string[] = ['live', 'testnet', 'demo'] satisfies readonly Environment[];

/** One key of a sub-account in AWS Secrets Manager, with the calls that its master key makes for it. */
export class AwsKey {
  readonly name: string;
  readonly document: RotatedDocument;
  /** The present credential. */
  readonly current: CredentialParts;
  readonly inspection: Inspection;
  readonly maker: KeyMaker;
  readonly #environment: Environment;
  readonly #parts: AwsKeyParts;
  readonly #names: Names;

  private constructor(name: string, document: RotatedDocument, bytes: Buffer, parts: AwsKeyParts) {
    this.name = name;
    this.document = document;
    this.#parts = parts;
    const { exchange, environment } = document;
    const inspection = Object.hasOwn(inspections, exchange) ? inspections[exchange] : undefined;
    if (!inspection) throw invalid(`${this.where} names an exchange that is not known: ${exchange}`);
    if (!ENVIRONMENTS.includes(environment))
      throw invalid(`${this.where} names an environment that is none of ${ENVIRONMENTS.join(', ')}`);
    const { maker, facts } = inspection;
    if (!maker)
      throw invalid(`${facts.name} has no calls that make keys of sub-accounts: \`keyward key rotate\` guides by hand`);
    if (maker.needsCode)
      throw invalid(`${facts.name} asks for a one-time code with each new key, which a function does not have`);
    this.inspection = inspection;
    this.maker = maker;
    this.#environment = environment as Environment;
    this.#names = documentNames(exchange, {}, facts.passphrase === true);
    this.current = this.#read(bytes);
  }

  /** Reads the present value of the secret. Throws `credential-missing`, `credential-invalid`, and what the vault throws. */
  static async open(name: string, parts: AwsKeyParts): Promise<AwsKey> {
    const bytes = await parts.secrets.bytes(name);
    try {
      return new AwsKey(name, readRotatedDocument(bytes, parts.secrets.where(name)), Buffer.from(bytes), parts);
    } finally {
      bytes.fill(0);
    }
  }

  get where(): string {
    return this.#parts.secrets.where(this.name);
  }

  /** The credential of a version; `undefined` when AWS has opened it and nothing was put. */
  async version(id: string): Promise<CredentialParts | undefined> {
    const value = await this.#parts.secrets.valueOf(this.name, id);
    return value && this.#read(value.bytes);
  }

  /** Puts a credential as the version that AWS has opened; what else the secret says stays. */
  async putPending(id: string, fresh: CredentialParts): Promise<void> {
    const before = await this.#parts.secrets.value(this.name);
    const bytes = writeDocument(before?.bytes, this.#names, fresh, this.where);
    await this.#parts.secrets.putPending(this.name, id, { bytes, isBinary: before?.isBinary === true });
  }

  inspect(parts: CredentialParts): Promise<KeyReport | Unclear> {
    return this.inspection.inspect(this.#ask(), this.#credential(parts), this.#environment);
  }

  async list(): Promise<readonly MadeKey[]> {
    const listed = await this.maker.list(
      this.#ask(),
      await this.#master(),
      this.document.subAccount,
      this.#environment,
    );
    if ('unclear' in listed) throw unanswered('the keys of the sub-account could not be listed', listed);
    return listed;
  }

  async create(wish: Pick<Parameters<KeyMaker['create']>[2], 'label' | 'rights' | 'ips'>): Promise<CredentialParts> {
    const master = await this.#masterParts();
    const passphrase = this.#passphrase(master, wish.label);
    const made = await this.maker.create(
      this.#ask(),
      this.#credential(master),
      { ...wish, subAccount: this.document.subAccount, ...(passphrase === undefined ? {} : { passphrase }) },
      this.#environment,
    );
    if ('unclear' in made) throw unanswered('the exchange did not make a key', made);
    return made;
  }

  /** Removes a key of the sub-account. Throws `key-not-answered` when the exchange does not. */
  async remove({ id, passphrase }: Pick<CredentialParts, 'id' | 'passphrase'>): Promise<'removed' | 'absent'> {
    const key = { id, ...(passphrase === undefined ? {} : { passphrase }) };
    const { subAccount } = this.document;
    const removed = await this.maker.remove(this.#ask(), await this.#master(), subAccount, key, this.#environment);
    if (typeof removed !== 'string') throw unanswered('a key of the sub-account was not removed', removed);
    return removed;
  }

  /** Removes a key whose secret was lost before it was stored: its passphrase is made again from its label. */
  async removeLost({ id, label = '' }: MadeKey): Promise<void> {
    const passphrase = this.#passphrase(await this.#masterParts(), label);
    await this.remove({ id, ...(passphrase === undefined ? {} : { passphrase }) });
  }

  /**
   * Derived from the master key's secret and the label, not drawn: some exchanges remove a key only with its passphrase, and a function that is
   * stopped between making a key and storing it has lost whatever it drew.
   */
  #passphrase(master: CredentialParts, label: string): Secret | undefined {
    if (this.inspection.facts.passphrase !== true) return undefined;
    const digest = createHmac('sha256', master.secret.openKey()).update(`keyward passphrase ${label}`).digest();
    return Secret.take(passphraseOf(digest));
  }

  #ask(): Ask {
    return this.#parts.askFor(this.inspection, this.#environment);
  }

  async #master(): Promise<Credential> {
    return this.#credential(await this.#masterParts());
  }

  async #masterParts(): Promise<CredentialParts> {
    const { secrets } = this.#parts;
    const { master } = this.document;
    const parts = readDocument(await secrets.bytes(master), this.#names, secrets.where(master));
    if (parts.id === this.current.id)
      throw invalid(`${secrets.where(master)} holds the very key that it is to replace`);
    return parts;
  }

  #credential(parts: CredentialParts): Credential {
    const made = this.inspection.credential(parts);
    if (isRefusal(made)) throw invalid(`${this.where}: ${made.message}`);
    return made;
  }

  #read(bytes: Buffer): CredentialParts {
    return readDocument(bytes, this.#names, this.where);
  }
}

function invalid(message: string): KeywardError {
  return new KeywardError('credential-invalid', message);
}

export function unanswered(what: string, unclear: Unclear): KeywardError {
  return new KeywardError('key-not-answered', unclearText(what, unclear));
}
