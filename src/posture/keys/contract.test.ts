import { holdFamily } from '../family.contract.ts';
import { cases } from './cases.contract.ts';
import { keys } from './family.ts';

holdFamily(keys, cases);
