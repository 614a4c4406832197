import type { Feed } from 'xianjie/schema';

/** A feed and the module that declares it. */
export interface InstalledFeed {
  readonly module: string;
  readonly feed: Feed;
}
