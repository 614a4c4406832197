// @ts-check
import { defineRefusals } from 'xianjie/schema';

export const refusals = defineRefusals('winter-heating', {
  ALARM_WITHOUT_STOVE: { zh: '无取暖设备，却填有报警器', en: 'an alarm, but no heating' },
  NO_HOUSEHOLD: { zh: '辖区内没有此户', en: 'no such household in your area' },
});
