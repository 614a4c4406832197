/** The shared language: what modules, plugins and the front door speak. Importing it does nothing. */

export { ApiError, Refused, errorCodes } from './contract/errors.js';
export type { DeclaredRefusal, ErrorCode, UserError } from './contract/errors.js';
export type { Clearance, ModuleTx, Scope, Snapshot, Sql } from './contract/db.js';
export { defineFeed } from './contract/feed.js';
export type {
  BatchContext,
  Feed,
  FeedColumn,
  FeedWriteContext,
  HouseholdKey,
  ParsedRow,
  ResolvedHousehold,
  ResolvedRow,
  RowEffect,
  RowRefusal,
  WrittenRow,
} from './contract/feed.js';
export type {
  BenefitInput,
  HouseholdFeedRow,
  HouseholdInput,
  IncomeFeedRow,
  IncomeInput,
  PersonFeedRow,
  PersonInput,
  RegistryService,
  RegistryWriter,
  WriteOptions,
  WriteResult,
} from './contract/registry.js';
export { CONTRACT_VERSION, definePolicyModule } from './contract/module.js';
export type { PolicyModule } from './contract/module.js';
export type { FeedService, GraphContext, RowResult, Services, SubmitFeedRequest, Viewer } from './contract/services.js';
