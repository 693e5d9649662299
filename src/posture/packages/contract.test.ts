import { holdFamily } from '../family.contract.ts';
import { cases } from './cases.contract.ts';
import { packagesFamily } from './family.ts';

holdFamily(packagesFamily, cases);
