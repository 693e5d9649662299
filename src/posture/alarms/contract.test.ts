import { holdFamily } from '../family.contract.ts';
import { alarmsCases } from './cases.contract.ts';
import { alarmsFamily } from './family.ts';

holdFamily(alarmsFamily, alarmsCases);
