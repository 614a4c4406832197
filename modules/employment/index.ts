import { definePolicyModule } from 'xianjie/schema';
import { mergedDemo } from './demo.js';
import { matching } from './matching/index.js';
import { organisations } from './organisations/index.js';
import { parameters } from './parameters.js';
import { posts } from './posts/index.js';
import { work } from './work/index.js';

const parts = [work, posts, organisations, matching];

export const policyModule = definePolicyModule({
  id: 'employment',
  contract: 1,
  title: { zh: '就业帮扶', en: 'Employment' },
  owner: { code: 'HRSS', title: { zh: '人社局', en: 'Human resources and social security bureau' } },
  parameters: [...parameters, ...parts.flatMap((part) => part.parameters ?? [])],
  subjects: parts.flatMap((part) => part.subjects ?? []),
  facts: parts.flatMap((part) => part.facts ?? []),
  benefits: parts.flatMap((part) => part.benefits ?? []),
  values: parts.flatMap((part) => part.values ?? []),
  checks: parts.flatMap((part) => part.checks ?? []),
  indicators: parts.flatMap((part) => part.indicators ?? []),
  lifecycles: parts.flatMap((part) => part.lifecycles ?? []),
  feeds: parts.flatMap((part) => part.feeds ?? []),
  errors: parts.flatMap((part) => part.errors ?? []),
  storage: { folder: new URL('.', import.meta.url), tables: parts.flatMap((part) => part.tables ?? []) },
  demo: mergedDemo(parts.flatMap((part) => part.demo ?? [])),
  covers: parts.flatMap((part) => part.covers ?? []),
  notModelled: parts.flatMap((part) => part.notModelled ?? []),
  graphql: (builder) => parts.forEach((part) => part.graphql?.(builder)),
});
