/** More at the same moment than the server can do. */
export class TooBusy extends Error {}

/** Work that only a few may do at a time, in an order in which nobody who sends much keeps others waiting. */
export interface FairLine {
  /**
   * Runs the work when its turn comes. Those of one sender wait behind one another; senders take turns.
   * @param sender whose turn it takes
   * @throws TooBusy the sender has too many in line, or the line is full and the sender's is the longest
   */
  run<T>(sender: string, work: () => Promise<T>): Promise<T>;
}

export interface FairLineOptions {
  readonly atOnce: number;
  /** So many may wait in all … */
  readonly waiting: number;
  /** … and so many of one sender. */
  readonly ofOne: number;
}

interface Place {
  readonly go: () => void;
  readonly leave: (why: TooBusy) => void;
}

export function fairLine({ atOnce, waiting, ofOne }: FairLineOptions): FairLine {
  /** By sender, the one whose turn is next first. */
  const lines = new Map<string, Place[]>();
  let running = 0;
  let inLine = 0;

  function next(): void {
    const [first] = lines;
    if (first === undefined) return void running--;
    const [sender, places] = first;
    const place = places.shift();
    inLine--;
    lines.delete(sender);
    // Behind everybody else who waits.
    if (places.length > 0) lines.set(sender, places);
    // Whoever ends hands its place on.
    place?.go();
  }

  /** Makes room: the last one of the longest line leaves, unless the newcomer's own is as long. */
  function makeRoom(own: number): void {
    if (inLine < waiting) return;
    const [sender, longest] = [...lines].reduce((a, b) => (b[1].length > a[1].length ? b : a));
    if (longest.length <= own + 1) throw new TooBusy();
    longest.pop()?.leave(new TooBusy());
    inLine--;
    if (longest.length === 0) lines.delete(sender);
  }

  async function enter(sender: string): Promise<void> {
    if (running < atOnce) return void running++;
    const own = lines.get(sender)?.length ?? 0;
    if (own >= ofOne) throw new TooBusy();
    makeRoom(own);
    await new Promise<void>((go, leave) => {
      const places = lines.get(sender) ?? [];
      places.push({ go, leave });
      lines.set(sender, places);
      inLine++;
    });
  }

  return {
    async run(sender, work) {
      await enter(sender);
      try {
        return await work();
      } finally {
        next();
      }
    },
  };
}
