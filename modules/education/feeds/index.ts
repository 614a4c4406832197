import { aidFeed } from './aid.js';
import { databaseFeed } from './database.js';
import { enrolmentFeed } from './enrolment.js';
import { ledgerFeed } from './ledger.js';
import { schoolsFeed } from './schools.js';

/** The education bureau's data, in the order in which they make sense: schools before the lists that name them. */
export const feeds = [schoolsFeed, ledgerFeed, enrolmentFeed, aidFeed, databaseFeed];
