/** The code that an error bears; what is no text or number is none, and could not even be read. @returns undefined: it bears none */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code;
  return (typeof code === 'string' && code !== '') || typeof code === 'number' ? String(code) : undefined;
}
