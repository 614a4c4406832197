import { blank, defineParameter, hebei, hljSys } from 'xianjie/schema';

/** Both documents want the pay to be regulated; neither names a figure. */
export const postPay = defineParameter({
  code: 'employment.publicPost.pay',
  title: { zh: '公益性岗位报酬标准', en: 'pay of a public welfare post' },
  type: 'MONEY',
  unit: 'yuan/person',
  use: 'AMOUNT',
  values: [
    { document: hljSys, value: blank, place: 'L28', quote: '在公告公示、经费来源、薪资支付、合同模板、上岗身体条件等方面', operator: 'eq' },
    { document: hebei, value: blank, place: 'L21', quote: '协议书签订、报酬确定、工资发放', operator: 'eq' },
  ],
});

/** A notice is asked for; how many days it runs is said nowhere. */
export const postNoticeDays = defineParameter({
  code: 'employment.publicPost.noticeDays',
  title: { zh: '公益性岗位招聘公告天数', en: 'days that the hiring notice of a public post runs' },
  type: 'NUMBER',
  unit: 'day',
  use: 'DEADLINE',
  values: [
    {
      document: hljSys,
      value: blank,
      place: 'L28',
      quote: '在公告公示、经费来源、薪资支付、合同模板、上岗身体条件等方面',
      operator: 'gte',
    },
    { document: hebei, value: blank, place: 'L21', quote: '规范人员聘用、公开公示、协议书签订', operator: 'gte' },
  ],
});

export const postParameters = [postPay, postNoticeDays];
