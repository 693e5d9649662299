import { holdFamily } from '../family.contract.ts';
import { hostCases } from './cases.contract.ts';
import { hostFamily } from './family.ts';

holdFamily(hostFamily, hostCases);
