/** A line for people, on standard output. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs a program to its end; what stops it is one line on standard error and exit code 1. */
export function run(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
