// @ts-check
import { defineRefusals } from 'xianjie/schema';

export const refusals = defineRefusals('forest-fire', {
  MORE_DAYS_THAN_THE_YEAR: { zh: '巡护天数超过当年天数', en: 'more days of patrol than the year has' },
  NO_SECTION: { zh: '此人所在村没有此巡护路段', en: 'the village of this person has no such patrol section' },
  NO_VILLAGE: { zh: '辖区内没有此村', en: 'no such village in your area' },
  SECTION_TAKEN: { zh: '本村已有此路段编号', en: 'the village has a section with this number already' },
  LENGTH: { zh: '路段长度应大于零', en: 'a section is longer than nothing' },
});
