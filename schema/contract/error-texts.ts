import type { ErrorCode } from './errors.js';
import type { LocalizedText } from './text.js';

/** What one code of `errors[].extensions.code` says. */
export interface ErrorEntry {
  /** The HTTP status of a request that gave nothing but this error. */
  readonly status: number;
  /** Whether the same request may be sent again as it is. */
  readonly retryable: boolean;
  /** One line for a person. It holds no value. */
  readonly text: LocalizedText;
  /** What it means and what to do, for integrators. */
  readonly advice: LocalizedText;
}

/** The closed catalogue of errors: what leaves in `errors[]` stands here, and docs/errors.md and `/docs/errors` are printed from it. */
export const errorTexts: Readonly<Record<ErrorCode, ErrorEntry>> = {
  BAD_USER_INPUT: {
    status: 400,
    retryable: false,
    text: { zh: '请求内容有误', en: 'the request is not what is asked for' },
    advice: {
      zh: '变量、参数或请求头不符合要求：类型不对、日期不存在、多出或缺少输入字段、含有损坏的字符或 `\\u0000`、数值超出范围，或者请求的格式不对。请更正后再发；原样重发不会有不同结果。',
      en: 'A variable, an argument or a header is not what the schema asks for: a wrong type, an impossible date, an input field that is not there or is missing, a lone surrogate, `\\u0000`, a number out of range; or the request itself has another form than JSON by POST. Correct the request; repeating it changes nothing.',
    },
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    retryable: false,
    text: { zh: '不是合法的 GraphQL 文档', en: 'the document is not GraphQL' },
    advice: { zh: '文档无法解析；消息指出位置。', en: 'The document is not GraphQL. The message names the place.' },
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    retryable: false,
    text: { zh: '查询内容与接口定义不符', en: 'the document asks for what the schema does not have' },
    advice: {
      zh: '文档要求的内容在接口定义中不存在。请依据 `schema/schema.graphql` 生成文档，发送之前即可发现。',
      en: 'The document asks for what the schema does not have. Generate your documents from `schema/schema.graphql`, and this is found before it is sent. At most 20 mistakes are listed.',
    },
  },
  INVALID_CURSOR: {
    status: 400,
    retryable: false,
    text: { zh: '分页游标无效', en: 'the cursor is not one of this list' },
    advice: {
      zh: '`after` 或 `before` 不是此列表（同样的排序和筛选）的游标，或者它所指的记录已不在辖区内。请从第一页重新开始。',
      en: '`after` or `before` is not a cursor of this list, with this order and this filter, or its row has left your area. Start again from the first page.',
    },
  },
  PAGE_TOO_LARGE: {
    status: 400,
    retryable: false,
    text: { zh: '一次读取的条数过多', en: 'more rows at once than allowed' },
    advice: {
      zh: '`first` 或 `last` 超过 100，或者一个标识列表超过 100 个。请用游标分页，或分批读取。小于 0 时为 BAD_USER_INPUT。',
      en: '`first` or `last` is above 100, or a list of ids is longer than 100. Page with cursors, or ask in parts. Below 0 it is BAD_USER_INPUT.',
    },
  },
  NOT_FOUND: {
    status: 404,
    retryable: false,
    text: { zh: '没有找到', en: 'there is nothing by this name' },
    advice: {
      zh: '变更操作中的标识不存在、类型不同或在辖区之外，三者的回答相同；查询则返回 null。访问不存在的 HTTP 地址也是这个回答。',
      en: 'A mutation was given an id that does not exist, is of another type, or lies outside your area: the three are answered alike. A query answers null instead. Also the answer to an HTTP address at which there is nothing.',
    },
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    text: { zh: '身份未通过验证', en: 'the token is missing or not believed' },
    advice: {
      zh: '没有令牌，或令牌不被接受：格式不对、伪造、过期、不是发给本服务的，或其客户端已停用。`WWW-Authenticate` 说明是哪一种。请取得新的令牌再发。',
      en: 'No token, or one that is not believed: malformed, forged, expired, not for this server, or of a client that is not enabled. `WWW-Authenticate` says which. Get a new token and ask again.',
    },
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    text: { zh: '没有权限', en: 'you may not do this' },
    advice: {
      zh: '没有此项权限，或不能按看不到明文的字段筛选、排序；只能使用已登记文档的客户端发送了其他文档；以及来自其他网站的请求。',
      en: 'You may not do this, or may not filter or sort by a field that you may not see in clear; or a client that is bound to its registered documents sent another. Also the answer to requests from other sites.',
    },
  },
  QUERY_TOO_COMPLEX: {
    status: 400,
    retryable: false,
    text: { zh: '查询过于复杂', en: 'the query is too complex' },
    advice: {
      zh: '文档的层级、长度或点数超过单次操作的上限。消息和 `extensions.limit { name allowed found }` 指出是哪一项上限；`extensions.cost` 给出所需点数。请减少内容，或分页读取。',
      en: 'The document is deeper, longer or costlier than one operation may be. The message and `extensions.limit { name allowed found }` say which limit; `extensions.cost` says what it would have cost. Ask for less, or in pages.',
    },
  },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    text: { zh: '请求过于频繁，请稍后再试', en: 'your points are used up; try again a little later' },
    advice: {
      zh: '点数已用完。`Retry-After` 给出多少秒后点数足够，届时可原样重发。',
      en: 'Your points are used up. `Retry-After` says in how many seconds enough of them are back; the same request may then be sent again.',
    },
  },
  DOCUMENT_NOT_FOUND: {
    status: 404,
    retryable: false,
    text: { zh: '文档未登记', en: 'the document is not registered for this client' },
    advice: {
      zh: '请求所指的文档没有为此客户端登记。文档由管理员登记，不会因请求而自动登记。',
      en: 'The request names a document that is not registered for this client. An administrator registers documents (`registerDocuments`); a request never does.',
    },
  },
  UNKNOWN_CODE: {
    status: 400,
    retryable: false,
    text: { zh: '没有这个代码', en: 'nobody declares this code' },
    advice: {
      zh: '所指名的规则、模块、参数（参数查询中还有区划）不存在。未知的名称绝不等于“全部”。`submitFeed` 中未知的数据源以 `core.UNKNOWN_FEED` 拒绝。',
      en: 'A check, a module, a parameter or, for parameters, an area was asked for by a name that nobody installed declares. An unknown name never means "all". An unknown feed in `submitFeed` is refused as `core.UNKNOWN_FEED`.',
    },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    retryable: false,
    text: { zh: '幂等键已用于其他内容', en: 'the idempotency key was used for another input' },
    advice: {
      zh: '`@idempotent` 的键已用于其他内容。新的请求请用新的键；原样重发旧内容可得到旧的回答。',
      en: 'The key of `@idempotent` was used before, with another input. Take a new key for a new request; repeat the old input to get the old answer.',
    },
  },
  UPLOAD_TOO_LARGE: {
    status: 413,
    retryable: false,
    text: { zh: '文件过大', en: 'the file is too large' },
    advice: {
      zh: '交到 `/uploads` 的文件超过 64 MB，没有保留任何内容。',
      en: 'A file sent to `/uploads` is above 64 MB. Nothing was kept.',
    },
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    retryable: false,
    text: { zh: '请求内容过大', en: 'the request is too large' },
    advice: {
      zh: '发往 `/graphql` 的内容超过 1 MB。大批数据请以文件提交。',
      en: 'The body of a request to `/graphql` is above 1 MB. Hand in bulk data as a file.',
    },
  },
  UNAVAILABLE: {
    status: 503,
    retryable: true,
    text: { zh: '数据库暂时无法访问，请稍后再试', en: 'the database cannot be reached just now; try again a little later' },
    advice: {
      zh: '数据库暂时无法访问，或服务正在停止。可以重试，间隔逐次加长。',
      en: 'The database cannot be reached just now, or the server is stopping. `retryable` is true: try again, a little later each time.',
    },
  },
  INTERNAL: {
    status: 500,
    retryable: false,
    text: { zh: '服务出现问题，请凭请求编号联系管理员', en: 'something went wrong on our side; the request id helps to find it' },
    advice: {
      zh: '问题出在服务一侧。消息有意不多说；日志中按请求编号可查。',
      en: 'Something went wrong on our side. The message says no more on purpose; the log has the rest under the request id.',
    },
  },
};
