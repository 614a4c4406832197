/** Failed attempts to get in, counted by the address they come from, in this process. */
export interface Attempts {
  /**
   * Counts one before it is known how it ends, so that many at the same moment are many.
   * @returns the seconds to wait when too many failed; null: go on
   */
  begin(address: string | undefined): number | null;
  /** Takes back what did not fail. */
  forgive(address: string | undefined): void;
  /** One attempt from its begin to its end; what breaks off is no failure of the sender's. @returns the answer, or the seconds to wait */
  attempt<Answer extends object>(
    address: string | undefined,
    work: () => Promise<Answer>,
    failed: (answer: Answer) => boolean,
  ): Promise<Answer | number>;
}

export interface AttemptsOptions {
  /** So many may fail … */
  readonly most: number;
  /** … within so long. Default: five minutes. */
  readonly windowMs?: number;
  /** So many addresses are remembered; beyond them the oldest is forgotten. */
  readonly addresses?: number;
  /** Milliseconds since 1970; tests have another. */
  readonly now?: () => number;
}

/**
 * One password tried on many logins passes each login's own limit: the address gives it away. Generous, because everybody behind one proxy
 * has the proxy's address.
 */
export function createAttempts({ most, windowMs = 300_000, addresses = 10_000, now = Date.now }: AttemptsOptions): Attempts {
  const counted = new Map<string, { readonly since: number; count: number }>();
  const attempts: Attempts = {
    begin(address) {
      const key = networkOf(address);
      let entry = counted.get(key);
      if (entry === undefined || now() - entry.since >= windowMs) {
        entry = { since: now(), count: 0 };
        // At the end: the first one is always the oldest.
        counted.delete(key);
        counted.set(key, entry);
        const [oldest] = counted.keys();
        if (counted.size > addresses && oldest !== undefined) counted.delete(oldest);
      }
      if (entry.count >= most) return Math.ceil((entry.since + windowMs - now()) / 1000);
      entry.count++;
      return null;
    },
    forgive(address) {
      const entry = counted.get(networkOf(address));
      if (entry !== undefined && entry.count > 0) entry.count--;
    },
    async attempt(address, work, failed) {
      const seconds = attempts.begin(address);
      if (seconds !== null) return seconds;
      let guessed = false;
      try {
        const answer = await work();
        guessed = failed(answer);
        return answer;
      } finally {
        if (!guessed) attempts.forgive(address);
      }
    },
  };
  return attempts;
}

/** Whoever has one IPv6 address has a network of them (/64); an IPv4 address may be written as an IPv6 one. */
export function networkOf(address = ''): string {
  const plain = address.replace(/^::ffff:(?=[0-9.]+$)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...(tail === undefined ? [] : zeros), ...right]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
