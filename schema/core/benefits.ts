import { defineStatus } from '../contract/benefit.js';

/** 监测对象: what an enrolment check gives; the register itself records who has it. */
export const monitoredStatus = defineStatus({ code: 'MONITORED', title: { zh: '纳入防止返贫监测', en: 'enrolment in monitoring' } });

export const benefits = [monitoredStatus];
