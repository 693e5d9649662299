import { holdFamily } from '../family.contract.ts';
import { killCases } from './cases.contract.ts';
import { killFamily } from './family.ts';

holdFamily(killFamily, killCases);
