import { among, ascending, inRange, inside, orderInput, sorted, where, type GraphBuilder } from 'xianjie/schema';
import type { PostEnums } from './enums.js';

/** A closed notice leaves the post where it stands, and takes no applications. */
const openOn = (day: string | null | undefined) =>
  day == null ? [] : [where.equals('state', 'HIRING_NOTICE'), where.atMost('notice_from', day), where.atLeast('notice_to', day)];

/** Posts over areas: what is announced, what is free. */
export function addPostLists(builder: GraphBuilder, enums: PostEnums): void {
  const filter = builder.inputType('WelfarePostFilter', {
    description: 'Which posts: all that is given must hold (公益性岗位筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      kinds: t.field({ type: [enums.kind], description: 'Of one of these kinds (岗位类型).' }),
      states: t.field({ type: [enums.state], description: 'In one of these states (岗位状态).' }),
      fundSources: t.field({ type: ['FundSource'], description: 'Paid from one of these sources (经费来源).' }),
      noticeEndsOn: t.field({ type: 'DateRange', description: 'Last day of the hiring notice (公告截止日期).' }),
      openOn: t.field({
        type: 'Date',
        description: 'Announced, with this day among the days of the notice: open for applications (可报名日期).',
      }),
    }),
  });
  const order = orderInput(
    builder,
    'WelfarePost',
    { en: 'posts', zh: '岗位' },
    {
      AREA: 'Village, then number (所在村).',
      NOTICE_ENDS_ON: 'Last day of the hiring notice, none last (公告截止日期).',
      PLACES: 'Places (岗位名额).',
    },
  );
  builder.queryField('welfarePosts', (t) =>
    t.connection({
      type: 'WelfarePost' as 'Village',
      level: 'PUBLIC',
      scope: 'employment:read',
      description: 'Public welfare posts within the viewer’s areas (公益性岗位).',
      args: {
        filter: t.arg({ type: filter, description: 'Which posts (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: by village (排序).' }),
      },
      where: ({ filter: asked }) => [
        ...inside(asked?.area),
        ...among('kind', asked?.kinds),
        ...among('state', asked?.states),
        ...among('fund_source', asked?.fundSources),
        ...inRange('notice_to', asked?.noticeEndsOn),
        ...openOn(asked?.openOn),
      ],
      orderBy: ({ orderBy }) => {
        if (orderBy?.by === 'NOTICE_ENDS_ON') return [sorted('notice_to', orderBy, true)];
        if (orderBy?.by === 'PLACES') return [sorted('places', orderBy)];
        return orderBy ? [sorted('area_code', orderBy), sorted('number', orderBy)] : [ascending('area_code'), ascending('number')];
      },
    }),
  );
}
