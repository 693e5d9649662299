import { z } from 'zod';
import { fields, variable, wholeOrParts } from '../flat-names.ts';
import { remoteAddress } from '../remote.ts';

const KUBERNETES_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const file = z.string().min(1).max(1_000);
const steps = z
  .string()
  .min(1)
  .max(300)
  .refine(isPlainPath, 'not a path such as trading/binance: no empty, `.` or `..` step, no slash at an end');

function isPlainPath(text: string): boolean {
  return text.split('/').every((step) => step !== '' && step !== '.' && step !== '..');
}

const tokenFile = z.strictObject({
  tokenFile: file.describe(
    'A file with a token, such as the sink of an agent; read again when the token is no longer good.',
  ),
});
const tokenVariable = z.strictObject({
  tokenVariable: variable.describe('The variable that holds a token, such as `VAULT_TOKEN` or `BAO_TOKEN`.'),
});
const appRole = z.strictObject({
  appRole: z
    .strictObject({
      roleId: z.string().min(1).max(200).describe('The id of the role; it is no secret.'),
      secretIdFile: file.describe('The file with the secret id.'),
      mount: steps.default('approle').describe('Where the auth method is mounted.'),
    })
    .describe('Logs in by AppRole.'),
});
const jwt = z.strictObject({
  jwt: z
    .strictObject({
      role: z.string().min(1).max(200).describe('The role to log in as.'),
      file: file.describe('The file with the JWT; read at each login.'),
      mount: steps.default('jwt').describe('Where the auth method is mounted.'),
    })
    .describe('Logs in with a JWT. With a token that Kubernetes projects: `kubernetes`, at the mount of this method.'),
});
const kubernetes = z.strictObject({
  kubernetes: z
    .strictObject({
      role: z.string().min(1).max(200).describe('The role to log in as.'),
      file: file.default(KUBERNETES_TOKEN).describe('The token of the service account; read at each login.'),
      mount: steps.default('kubernetes').describe('Where the auth method is mounted.'),
    })
    .describe('Logs in as the service account of the pod.'),
});

export const schema = z
  .strictObject({
    address: remoteAddress.describe('The server, such as `https://vault.example:8200`. Plain http only on loopback.'),
    mount: steps.default('secret').describe('Where the KV engine, version 2, is mounted.'),
    path: wholeOrParts
      .refine(
        (path) => (typeof path === 'string' ? [path] : Object.values(path)).every((one) => isPlainPath(one ?? 'x')),
        'not a path such as trading/binance: no empty, `.` or `..` step, no slash at an end',
      )
      .describe(
        'The secret below the mount, without `data/`; or one for each part, each with the member `value` or one alone.',
      ),
    namespace: steps.optional().describe('The namespace, where the server has some.'),
    caFile: file
      .optional()
      .describe('The certificate authority of the server, PEM; beside keyward.yaml. Default: those of Node.'),
    fields,
    auth: z
      .union([tokenFile, tokenVariable, appRole, jwt, kubernetes])
      .default({ tokenVariable: 'VAULT_TOKEN' })
      .describe('How Keyward proves who it is. Default: the token in the variable `VAULT_TOKEN`.'),
    everySeconds: z
      .int()
      .min(1)
      .max(86_400)
      .default(60)
      .describe('How often Keyward looks whether the secret changed.'),
  })
  .describe('A secret of the KV engine, version 2, of HashiCorp Vault or OpenBao.');

export type OpenBaoSettings = z.infer<typeof schema>;
