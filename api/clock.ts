/** The business date in Asia/Shanghai, `YYYY-MM-DD`: fixed for the demo and tests, else the real one. */
export function clock(fixed: string | undefined): () => string {
  if (fixed !== undefined) return () => fixed;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });
  return () => format.format(new Date());
}
