import { useCallback, useState } from 'react';

/** A value that is shown as it was asked for while the server is told; then as the server has it. */
export function useAsked<T>(value: T): [T, (asked: T, run: () => Promise<unknown>) => void] {
  const [asked, setAsked] = useState<{ value: T } | null>(null);
  const ask = useCallback((wanted: T, run: () => Promise<unknown>) => {
    const mine = { value: wanted };
    setAsked(mine);
    // A later wish is still on its way: it stays shown.
    const forget = () => setAsked((now) => (now === mine ? null : now));
    // What is held tells its news with the next turn of the clock.
    const later = () => setTimeout(forget);
    run().then(later, later);
  }, []);
  return [asked ? asked.value : value, ask];
}
