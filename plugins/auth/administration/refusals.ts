import { defineRefusals } from 'xianjie/schema';

/** What the administration of clients and people refuses. A refused value is never repeated. */
export const access = defineRefusals('access', {
  // a client
  INVALID_CLIENT_ID: {
    zh: '客户端标识须为 2 至 63 个小写字母、数字或连字符，以字母开头',
    en: 'a client id has 2 to 63 small letters, digits or hyphens and begins with a letter',
  },
  CLIENT_ID_TAKEN: { zh: '客户端标识已被使用', en: 'the client id is in use' },
  SUBJECT_TAKEN: { zh: '该身份提供方的此标识已被使用', en: 'another registration has this subject of this issuer' },
  ISSUER_AND_SUBJECT: { zh: '身份提供方和其标识须同时填写', en: 'give both the issuer and the subject, or neither' },
  OWN_REGISTRATION: { zh: '不能变更自己正在使用的接入系统或用户', en: 'nobody changes the client or the person that is asking' },
  NO_SECRET: { zh: '该接入系统没有密钥', en: 'this client has no secret' },
  // what it may do
  UNKNOWN_SCOPE: { zh: '没有此权限', en: 'there is no such scope' },
  ABOVE_KIND: { zh: '此类接入系统不能有此权限', en: 'a client of this kind never has this scope' },
  NEEDS_CORE: { zh: '此权限须同时有 core:read:personal', en: 'this scope needs core:read:personal, too: names are the core’s' },
  EXCLUDED: {
    zh: '系统管理、安全管理、审计管理三权互斥，只能有其一',
    en: 'system, security and audit administration exclude one another',
  },
  PURPOSE_NEEDED: { zh: '可见个人信息的接入系统须登记使用目的', en: 'a client that reads personal data is registered with its purposes' },
  ANY_DEPARTMENT: { zh: '只有平台管理类接入系统可代表任何部门', en: 'only a client of kind ADMIN speaks for any department' },
  // where
  TOO_MANY_AREAS: { zh: '区划须为 1 至 4 个', en: 'one to four areas' },
  AREAS_OVERLAP: { zh: '一个区划在另一个之内', en: 'one of the areas lies in another' },
  AREAS_APART: {
    zh: '这些区划没有您管辖范围内的共同上级，请分别登记',
    en: 'no area of your own holds all of these; register them one by one',
  },
  // addresses
  INVALID_REDIRECT: {
    zh: '返回地址须为 https（本机可用 http），不得带片段或用户名',
    en: 'an address to return to is https (http on loopback), without fragment and user',
  },
  REDIRECT_NEEDED: { zh: '门户须登记至少一个返回地址', en: 'a portal needs an address to return to' },
  REDIRECT_NOT_FOR_KIND: { zh: '此类接入系统不供人员登录', en: 'people do not sign in through a client of this kind' },
  INVALID_ORIGIN: {
    zh: '来源须形如 https://门户.example（本机可用 http），不带路径',
    en: 'an origin looks like https://portal.example (http on loopback), without a path',
  },
  ORIGIN_NOT_FOR_KIND: { zh: '只有门户可从网页调用', en: 'only a portal calls from a page' },
  PUBLIC_NOT_FOR_KIND: { zh: '只有门户可以没有密钥', en: 'only a portal goes without a secret' },
  TOO_MANY: { zh: '最多 {max} 项', en: 'at most {max}' },
  // a person
  INVALID_LOGIN: {
    zh: '用户名须为 2 至 63 个小写字母、数字、点、下划线或连字符',
    en: 'a login has 2 to 63 small letters, digits, dots, underscores or hyphens',
  },
  LOGIN_TAKEN: { zh: '用户名已被使用', en: 'the login is in use' },
  ROLE_NEEDED: { zh: '须至少有一个角色', en: 'at least one role' },
  ROLE_STANDS_ALONE: { zh: '管理角色不能与其他角色同时担任', en: 'an administrative role is held alone' },
  AREA_TOO_WIDE: { zh: '区划超出此角色的最大范围（{widest}）', en: 'the area is wider than the role may have ({widest})' },
  UNKNOWN_DOMAIN: { zh: '没有安装此模块', en: 'no such module is installed' },
  WEAK_PASSWORD: {
    zh: '密码须为 {min} 至 200 个字符，且不得含用户名',
    en: 'a password has {min} to 200 characters and does not hold the login',
  },
  PASSWORD_OR_ISSUER: {
    zh: '密码和外部身份提供方须填其一，且只填其一',
    en: 'give either a password or another issuer that signs the person in',
  },
});
