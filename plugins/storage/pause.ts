/** A pause that somebody may end before its time. */
export interface Pause {
  /** Ends when the time is over, or at the next `wake`. */
  wait(ms: number): Promise<void>;
  wake(): void;
}

export function createPause(): Pause {
  let end: () => void = () => undefined;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    wake: () => end(),
  };
}
