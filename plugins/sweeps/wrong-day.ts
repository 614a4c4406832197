import { userError, type UserError } from 'xianjie/schema';
import type { Eligibility } from '../eligibility/index.js';

/** Why everybody cannot be asked as of a day. */
export const wrongDay = (day: string, today: string, { firstDay: first }: Pick<Eligibility, 'firstDay'>): UserError[] => [
  ...(day > today ? [userError('DATE_IN_FUTURE', ['input', 'asOf'])] : []),
  ...(first !== undefined && day < first ? [userError('BEFORE_ANY_RULE', ['input', 'asOf'], { first })] : []),
];
