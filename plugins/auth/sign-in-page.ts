import { createHash } from 'node:crypto';
import type { LocalizedText } from 'xianjie/schema';

/** An answer of the sign-in as it goes over the wire. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const style = `:root{color-scheme:light dark;font:16px/1.6 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif}
body{margin:0;display:grid;place-items:center;min-height:100vh;background:Canvas;color:CanvasText}
main{width:min(24rem,calc(100vw - 2rem));padding:2rem 0}
h1{font-size:1.5rem;margin:0 0 .25rem}
p{margin:.25rem 0 1rem}
label{display:block;margin:1rem 0 .25rem}
input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid GrayText;border-radius:.25rem}
button{font:inherit;padding:.5rem 1.25rem;margin:1.5rem .5rem 0 0;border:1px solid GrayText;border-radius:.25rem;cursor:pointer}
button:first-of-type{background:#1a5fb4;border-color:#1a5fb4;color:#fff}
code{overflow-wrap:anywhere}
.wrong{border-left:.25rem solid #c01c28;padding-left:.75rem}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '');
const both = ({ zh, en }: LocalizedText): string => `${escape(zh)} <span lang="en">${escape(en)}</span>`;

/**
 * A page of its own: no script, nothing from elsewhere, in nobody's frame.
 * @param formTo where its form may lead, also by redirection; none: nowhere
 */
function page(status: number, title: LocalizedText, body: string, formTo: readonly string[] = []): PageAnswer {
  const policy = [
    `default-src 'none'`,
    `style-src 'sha256-${styleHash}'`,
    `form-action ${formTo.length > 0 ? formTo.join(' ') : `'none'`}`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ];
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'x-frame-options': 'DENY',
      // Not no-referrer: the form would then come back without saying from where.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    },
    body: `<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title.zh)} ${escape(title.en)}</title>
<style>${style}</style></head>
<body><main>
<h1>${both(title)}</h1>
${body}
</main></body>
</html>
`,
  };
}

/** What the form carries from the asking to the answer, beside login and password. */
export type Carried = Readonly<Record<string, string>>;

/** The form: which client asks, login and password. @param wrong why it is shown again */
export function formPage(client: LocalizedText, carried: Carried, formTo: readonly string[], wrong?: LocalizedText): PageAnswer {
  const hidden = Object.entries(carried).map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`);
  const body = `<p>${both({ zh: `“${client.zh}”请您登录。`, en: `“${client.en}” asks you to sign in.` })}</p>
${wrong ? `<p class="wrong" role="alert">${both(wrong)}</p>` : ''}
<form method="post" action="/oauth/authorize" autocomplete="on">
${hidden.join('\n')}
<label for="login">${both({ zh: '用户名', en: 'Login' })}</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="63" autofocus>
<label for="password">${both({ zh: '密码', en: 'Password' })}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200">
<button name="action" value="sign-in">${both({ zh: '登录', en: 'Sign in' })}</button>
<button name="action" value="cancel">${both({ zh: '取消', en: 'Cancel' })}</button>
</form>`;
  return page(wrong ? 403 : 200, { zh: '衔接 · 登录', en: 'Xianjie · Sign in' }, body, formTo);
}

/** Where nobody can be sent back to: the reason stays here. */
export const problemPage = (status: number, problem: LocalizedText): PageAnswer =>
  page(status, { zh: '无法登录', en: 'Sign-in is not possible' }, `<p class="wrong" role="alert">${both(problem)}</p>`);

/** For an address from which too many sign-ins failed. */
export function tooManyPage(seconds: number): PageAnswer {
  const { headers, ...shown } = problemPage(429, {
    zh: '该网络地址登录失败次数过多，请几分钟后再试。',
    en: 'Too many sign-ins from this network address failed; try again in a few minutes.',
  });
  return { ...shown, headers: { ...headers, 'retry-after': String(seconds) } };
}

/** Where the demo's portal ends: the code, for trying with curl. */
export function donePage(query: URLSearchParams): PageAnswer {
  const shown = ['code', 'state', 'iss', 'error', 'error_description'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [`<p>${escape(name)}<br><code>${escape(value)}</code></p>`];
  });
  return page(200, { zh: '演示门户', en: 'Demo portal' }, shown.join('\n'));
}
