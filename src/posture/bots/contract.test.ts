import { holdFamily } from '../family.contract.ts';
import { botCases } from './cases.contract.ts';
import { botFamily } from './family.ts';

holdFamily(botFamily, botCases);
