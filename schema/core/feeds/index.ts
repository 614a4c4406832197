import type { Feed } from '../../contract/feed.js';
import { expendituresFeed } from './expenditures.js';
import { householdsFeed } from './households.js';
import { incomesFeed } from './incomes.js';
import { peopleFeed } from './people.js';
import { villagesFeed } from './villages.js';

/** The core's own department data. */
export const coreFeeds: readonly Feed[] = [householdsFeed, peopleFeed, incomesFeed, expendituresFeed, villagesFeed];
