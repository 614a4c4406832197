import { errorCodes, errorTexts, type ErrorCode } from 'xianjie/schema';

/** Where `extensions.docs` points to: a path of this server, without a token. */
export const ERROR_DOCS = '/docs/errors';

const escape = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/`([^`]*)`/g, '<code>$1</code>');

const section = (code: ErrorCode): string => {
  const { status, retryable, text, advice } = errorTexts[code];
  return `<section id="${code.toLowerCase()}"><h2>${code}</h2>
<p><b>${escape(text.zh)}</b> · ${escape(text.en)} · HTTP ${status}${retryable ? ' · retryable' : ''}</p>
<p lang="zh">${escape(advice.zh)}</p><p>${escape(advice.en)}</p></section>`;
};

/** The catalogue of error codes as a page of its own: no script, nothing from elsewhere. */
export const errorDocs: string = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Xianjie 衔接: errors 错误</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}h2{font-size:1.1rem;margin-top:2rem}section:target h2{background:#ff9}</style></head>
<body><h1>Errors 错误</h1>
<p>Codes of <code>errors[].extensions.code</code>. Quote the <code>requestId</code> when you ask for help. 求助时请提供请求编号。</p>
${errorCodes.map(section).join('\n')}
</body></html>
`;
