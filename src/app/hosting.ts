import type { ProcessEnvironment } from '../config/index.ts';

/** A kind of host, and how its requests get an address that stays. */
export interface Hosting {
  readonly id: 'vps' | 'aws-ec2' | 'aws-lambda' | 'cloud-run' | 'home' | 'dhcp';
  readonly name: string;
  /** One line, for where the kind is not known. */
  readonly brief: string;
  /** What to do, a step each. */
  readonly steps: readonly string[];
  readonly source: string;
  /** The day on which the source was read, or the steps were written down (ISO). */
  readonly read: string;
}

const read = '2026-11-22';

export const hostings: readonly Hosting[] = [
  {
    id: 'vps',
    name: 'a virtual server (VPS)',
    brief: 'use the address that the provider reserves for the server, and pin it',
    steps: [
      'Most providers give a server one address for as long as it exists: deleting it gives the address away. Reserve it (a "reserved", "floating" or "primary" IP), so that it outlives the server.',
      'A floating address is often for incoming traffic alone: pin it with `network.localAddress` where the server has it on an interface, then run this again.',
      'Where the server has IPv6 too, list both addresses at the exchange, or pin the IPv4 address.',
    ],
    source: "the provider's page on reserved or floating IP addresses",
    read,
  },
  {
    id: 'aws-ec2',
    name: 'an instance of AWS EC2',
    brief: 'associate an Elastic IP; the address that came with the instance changes when it is stopped and started',
    steps: [
      'Allocate an Elastic IP and associate it with the instance: `aws ec2 allocate-address`, then `aws ec2 associate-address --instance-id ID --allocation-id ID`.',
      'The instance sees only its private address, so there is nothing to pin here; an instance in a private subnet leaves from the Elastic IP of its NAT gateway.',
    ],
    source: 'Amazon EC2 User Guide, "Elastic IP addresses"',
    read,
  },
  {
    id: 'aws-lambda',
    name: 'AWS Lambda',
    brief: 'attach the function to private subnets behind a NAT gateway with an Elastic IP',
    steps: [
      'A function without a VPC leaves from addresses that are shared and change. Attach it to private subnets of a VPC.',
      'Route their 0.0.0.0/0 to a NAT gateway in a public subnet, and give that one an Elastic IP. With subnets in several zones each has a NAT gateway: list all their addresses.',
      'Keyward itself needs a disk and one process: run it on an instance in that VPC and let the function reach it as its bot.',
    ],
    source: 'AWS Lambda Developer Guide, "Enable internet access for VPC-connected Lambda functions"',
    read,
  },
  {
    id: 'cloud-run',
    name: 'Google Cloud Run',
    brief:
      'send all egress through a VPC (Direct VPC egress or a Serverless VPC Access connector) and Cloud NAT with a reserved address',
    steps: [
      'Reserve an address: `gcloud compute addresses create NAME --region REGION`.',
      'Make a Cloud Router with Cloud NAT that uses it: `gcloud compute routers nats create NAT --router ROUTER --region REGION --nat-all-subnet-ip-ranges --nat-external-ip-pool NAME`.',
      'Deploy with Direct VPC egress or a Serverless VPC Access connector, and `--vpc-egress all-traffic`: by default only private ranges go that way.',
    ],
    source: 'Google Cloud Run documents, "Static outbound IP address"',
    read,
  },
  {
    id: 'home',
    name: 'a line at home or in an office',
    brief: 'order a static address from the provider of the line, or send the traffic through a server that has one',
    steps: [
      'Order a static IPv4 address; many providers sell it with business lines only. Behind carrier-grade NAT (100.64.0.0/10) the address is shared with strangers, and a static one is the only way out.',
      'Else run Keyward on a virtual server with an address of its own, and the bots there or over a VPN to it.',
      'The prefix of IPv6 changes as well: list IPv4 alone and pin it.',
    ],
    source: "the line provider's terms",
    read,
  },
  {
    id: 'dhcp',
    name: 'an address from DHCP',
    brief: 'have the lease reserved for this host, or set the address by hand',
    steps: [
      "Reserve the lease for this host's hardware address on the router, or set a static address outside of its pool: only then can `network.localAddress` name it.",
      'A reserved lease keeps the private address alone; whether the public one stays is up to the provider of the line.',
    ],
    source: "the router's page on address reservation",
    read,
  },
];

/** What is seen of the host; nothing is sent. */
export interface HostSights {
  read(path: string): string | undefined;
  list(path: string): readonly string[];
  readonly platform: ProcessEnvironment['platform'];
}

export interface SeenHosting {
  readonly id: Hosting['id'];
  readonly evidence: string;
}

const DMI = '/sys/class/dmi/id';
const LEASES = ['/run/systemd/netif/leases', '/var/lib/dhcp', '/var/lib/dhclient', '/run/NetworkManager/devices'];

/** Vendors as DMI names them. */
const vendors: readonly (readonly [RegExp, Hosting['id']])[] = [
  [/^Amazon EC2$/, 'aws-ec2'],
  [
    /^(?:DigitalOcean|Hetzner|Vultr|Linode|Akamai Connected Cloud|OVHcloud|OpenStack Foundation|Scaleway|UpCloud|Google|Microsoft Corporation|QEMU|KVM|Xen|VMware, Inc\.)$/,
    'vps',
  ],
];

/** The kinds of host for which there is evidence; empty where there is none. */
export function seeHosting({ read: readText, list, platform }: HostSights): SeenHosting[] {
  const seen: SeenHosting[] = [];
  if (platform !== undefined) seen.push({ id: platform, evidence: 'the variables that this platform sets' });
  const [vendor = '', product = ''] = ['sys_vendor', 'product_name'].map((name) => readText(`${DMI}/${name}`)?.trim());
  const found = vendors.find(([name]) => name.test(vendor));
  // Microsoft also makes laptops.
  if (found && (vendor !== 'Microsoft Corporation' || product === 'Virtual Machine'))
    seen.push({ id: found[1], evidence: `the hardware calls itself ${vendor}` });
  const lease = LEASES.find((folder) => list(folder).some((name) => isLease(folder, name)));
  if (lease !== undefined) seen.push({ id: 'dhcp', evidence: `there is a lease in ${lease}` });
  return seen;
}

function isLease(folder: string, name: string): boolean {
  return folder.endsWith('/leases') ? /^\d+$/.test(name) : /lease/i.test(name);
}
