import { holdFamily } from '../family.contract.ts';
import { recordsCases } from './cases.contract.ts';
import { recordsFamily } from './family.ts';

holdFamily(recordsFamily, recordsCases);
