import { isIP } from 'node:net';
import { Client } from 'undici';

/** What a cloud says of the machine that asks it. */
export interface MetadataAnswer {
  readonly platform: 'aws-ec2' | 'google-compute';
  readonly publicIpv4?: string;
}

const SERVICE = 'http://169.254.169.254';
const TIMEOUT_MS = 1_500;
const MOST_BYTES = 4_096;

/** Asks the metadata service of AWS (IMDSv2) and of Google Cloud, which answer on their own machines alone. Never throws. */
export async function askMetadata(service: string = SERVICE): Promise<MetadataAnswer | undefined> {
  const client = new Client(service, {
    connect: { timeout: TIMEOUT_MS },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  try {
    return (await google(client)) ?? (await amazon(client));
  } finally {
    await client.destroy().catch(() => undefined);
  }
}

async function google(client: Client): Promise<MetadataAnswer | undefined> {
  const path = '/computeMetadata/v1/instance/network-interfaces/0/access-configs/0/external-ip';
  const said = await ask(client, 'GET', path, { 'metadata-flavor': 'Google' });
  return said?.flavor === 'Google' ? { platform: 'google-compute', ...ipv4In(said.text) } : undefined;
}

async function amazon(client: Client): Promise<MetadataAnswer | undefined> {
  const session = await ask(client, 'PUT', '/latest/api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': '60' });
  if (session?.status !== 200) return undefined;
  const headers = { 'x-aws-ec2-metadata-token': session.text };
  const said = await ask(client, 'GET', '/latest/meta-data/public-ipv4', headers);
  return { platform: 'aws-ec2', ...ipv4In(said?.text ?? '') };
}

function ipv4In(text: string): Pick<MetadataAnswer, 'publicIpv4'> {
  return isIP(text.trim()) === 4 ? { publicIpv4: text.trim() } : {};
}

async function ask(client: Client, method: 'GET' | 'PUT', path: string, headers: Readonly<Record<string, string>>) {
  try {
    const answer = await client.request({ method, path, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await answer.body.text();
    if (text.length > MOST_BYTES) return undefined;
    return { status: answer.statusCode, flavor: answer.headers['metadata-flavor'], text };
  } catch {
    return undefined;
  }
}
