import { fixture as age } from './age/contract-fixture.ts';
import { fixture as aws } from './aws/contract-fixture.ts';
import { fixture as command } from './command/contract-fixture.ts';
import { fixture as dotenv } from './dotenv/contract-fixture.ts';
import { fixture as environment } from './environment/contract-fixture.ts';
import type { BackEndFixture } from './fixture.contract.ts';
import { fixture as gcp } from './gcp/contract-fixture.ts';
import { fixture as keyring } from './keyring/contract-fixture.ts';
import { fixture as openbao } from './openbao/contract-fixture.ts';
import { fixture as systemd } from './systemd/contract-fixture.ts';

/** Every back end of the registry, as the contract test drives it. */
export const fixtures: readonly BackEndFixture[] = [
  environment,
  dotenv,
  age,
  systemd,
  keyring,
  command,
  openbao,
  aws,
  gcp,
];
