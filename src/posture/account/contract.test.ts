import { holdFamily } from '../family.contract.ts';
import { cases } from './cases.contract.ts';
import { accounts } from './family.ts';

holdFamily(accounts, cases);
