/** One line per figure, as soon as it is known: `figure <name> <value> <unit>`. */
export class Figures {
  private readonly known: { readonly name: string; readonly value: number; readonly unit: string }[] = [];
  constructor(private readonly json: boolean) {}

  /** What a reader should know and a program need not: kept away from standard output. */
  note(line: string): void {
    console.error(line);
  }

  add(name: string, value: number, unit: string): void {
    const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
    const rounded = Number(value.toFixed(digits));
    this.known.push({ name, value: rounded, unit });
    if (!this.json) console.log(`figure ${name} ${rounded} ${unit}`);
  }

  end(): void {
    if (this.json) console.log(JSON.stringify({ node: process.version, figures: this.known }, null, 2));
  }
}
