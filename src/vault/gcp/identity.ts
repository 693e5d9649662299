import type { GoogleAuth } from 'google-auth-library';
import { KeywardError } from '../../core/index.ts';
import { reasonOf } from '../remote.ts';
import { inTime, loadPackage } from '../sdk.ts';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/** Who Keyward is to Google Cloud: the application default credentials, found and kept fresh by the package of Google. */
export class Identity {
  #auth: Promise<GoogleAuth> | undefined;

  /** The headers of a call to this service; throws `vault-refused` where there are no credentials, `vault-unreached` where no one gives a token. */
  async headers(origin: string, projectId: string): Promise<Record<string, string>> {
    this.#auth ??= this.#load(projectId);
    try {
      const given = await inTime('the token service of Google', (await this.#auth).getRequestHeaders(`${origin}/`));
      // Version 9 gives a plain object.
      const headers = new Headers(given as ConstructorParameters<typeof Headers>[0]);
      const project = headers.get('x-goog-user-project');
      return {
        authorization: headers.get('authorization') ?? '',
        ...(project !== null && { 'x-goog-user-project': project }),
      };
    } catch (error) {
      this.forget();
      throw faultOf(error);
    }
  }

  /** The next call looks for credentials anew. */
  forget(): void {
    this.#auth = undefined;
  }

  async #load(projectId: string): Promise<GoogleAuth> {
    const { GoogleAuth } = await loadPackage('google-auth-library', () => import('google-auth-library'));
    // Without a project the package asks other services, and the program gcloud, for one that Keyward does not need.
    const auth = new GoogleAuth({ scopes: SCOPE, projectId });
    // A service account with a key signs for itself, as in Google's own clients: no token has to be asked for.
    auth.useJWTAccessWithScope = true;
    return auth;
  }
}

/** What the package threw, by its code or status; its text, which may quote a reply, is left out. */
function faultOf(error: unknown): KeywardError {
  if (error instanceof KeywardError) return error;
  const { status } = (error as { response?: { status?: number } }).response ?? {};
  const reason = status === undefined ? reasonOf(error) : `HTTP ${status}`;
  const isNetwork =
    /^(?:E[A-Z]+|UND_ERR_\w+|CERT_\w+)$/.test(reason) && !/^(?:ENOENT|EACCES|EISDIR|ERROR)$/.test(reason);
  if (isNetwork || (status !== undefined && (status >= 500 || status === 429))) {
    return new KeywardError('vault-unreached', `the token service of Google does not answer (${reason})`);
  }
  return new KeywardError('vault-refused', `no Google credentials can be had (${reason})`, {
    lines: [
      'give this machine a service account, or set GOOGLE_APPLICATION_CREDENTIALS; see Application Default Credentials',
    ],
  });
}
