/** What of an input is given and not null: what is left out stays as it is. */
export function given<Input extends object>(input: Input): { [K in keyof Input]?: NonNullable<Input[K]> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined)) as never;
}
