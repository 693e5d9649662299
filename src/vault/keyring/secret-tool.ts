/**
 * The Secret Service by the program `secret-tool` of libsecret, not by a native module: the secret goes through a pipe into a Buffer that is zeroed,
 * and no native code of others runs in the process that holds keys. The secret is never an argument.
 */
import { KeywardError } from '../../core/index.ts';
import { type Ended, runProgram } from '../program.ts';

const PROGRAM = 'secret-tool';
/** Long enough for the owner to answer a question of the desktop to unlock the keyring. */
const TIMEOUT_MS = 10_000;

/** The attributes of an item. */
export interface Item {
  readonly service: string;
  readonly account: string;
}

export class SecretTool {
  readonly #variables: () => Readonly<Record<string, string>>;

  /** `variables` gives the environment of the program, and throws where there is no session bus. */
  constructor(variables: () => Readonly<Record<string, string>>) {
    this.#variables = variables;
  }

  /** The value of an item, `undefined` where there is none; the caller zeroes it. Throws `vault-locked` when the keyring is. */
  async lookup(item: Item): Promise<Buffer | undefined> {
    const { output, said, failure } = await this.#run(['lookup', ...attributes(item)]);
    if (failure === undefined) {
      said.fill(0);
      return output;
    }
    output.fill(0);
    if (!isFault(said)) {
      said.fill(0);
      await this.#throwWhenLocked(item);
      return undefined;
    }
    throw faultOf(said, failure);
  }

  /** Puts a value, in place of what the item held. The bytes are zeroed. */
  async store(item: Item, value: Buffer): Promise<void> {
    try {
      const label = `--label=Keyward ${item.service}/${item.account}`;
      const { output, said, failure } = await this.#run(['store', label, ...attributes(item)], value);
      output.fill(0);
      if (failure !== undefined) throw faultOf(said, failure);
      said.fill(0);
    } finally {
      value.fill(0);
    }
  }

  /** Of a locked item `lookup` says the same as of none, but `search` lists it. */
  async #throwWhenLocked(item: Item): Promise<void> {
    const { output, said, failure } = await this.#run(['search', '--all', ...attributes(item)]);
    const isListed = output.length > 0;
    output.fill(0);
    if (failure !== undefined && isFault(said)) throw faultOf(said, failure);
    said.fill(0);
    if (isListed) throw locked();
  }

  #run(args: readonly string[], input?: Buffer): Promise<Ended> {
    return runProgram({
      argv: [PROGRAM, ...args],
      variables: this.#variables(),
      timeoutMs: TIMEOUT_MS,
      where: 'the keyring (secret-tool)',
      ...(input && { input }),
    });
  }
}

function attributes({ service, account }: Item): string[] {
  return ['service', service, 'account', account];
}

/** Warnings of the libraries below it are none. */
function isFault(said: Buffer): boolean {
  return said.includes('secret-tool: ');
}

/** What the program says is read for its kind, never shown. Zeroes it. */
function faultOf(said: Buffer, failure: string): KeywardError {
  const says = (...texts: readonly string[]): boolean => texts.some((text) => said.includes(text));
  try {
    if (says('locked', 'Object does not exist', 'dismissed')) return locked();
    if (says('not provided by any', 'ServiceUnknown', 'was not found')) {
      return new KeywardError(
        'vault-unsupported',
        'no program keeps secrets on this session bus, such as gnome-keyring',
      );
    }
    return new KeywardError('vault-unreached', `the keyring does not answer (secret-tool: ${failure})`);
  } finally {
    said.fill(0);
  }
}

function locked(): KeywardError {
  return new KeywardError('vault-locked', 'the keyring is locked, or was never set up', {
    lines: ['log in on the desktop, or unlock it there'],
  });
}
