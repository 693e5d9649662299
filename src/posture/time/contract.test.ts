import { holdFamily } from '../family.contract.ts';
import { cases } from './cases.contract.ts';
import { time } from './family.ts';

holdFamily(time, cases);
