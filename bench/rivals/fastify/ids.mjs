const epoch = 1_700_000_000_000;

/** Time-ordered 63-bit ids as decimal strings: milliseconds, process, counter. */
export function idMaker(process) {
  let last = 0;
  let count = 0;
  return () => {
    const now = Date.now() - epoch;
    if (now > last) {
      last = now;
      count = 0;
    } else if (++count === 4096) {
      // The counter is used up: borrow the next millisecond.
      last += 1;
      count = 0;
    }
    return ((BigInt(last) << 22n) | BigInt(process << 12) | BigInt(count)).toString();
  };
}
