import type { Viewer } from 'xianjie/schema';

/** What the door knows of a request before the graph sees it. */
export interface ServerContext {
  readonly requestId: string;
  /** Who asks: authenticated before anything of the request was read. */
  readonly viewer: Viewer;
}
