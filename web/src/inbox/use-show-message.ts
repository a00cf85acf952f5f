import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Row } from './message-rows';

const LIT_MS = 1800;

/** Brings a loaded message into view and marks it for a moment. */
export function useShowMessage(
  scroller: RefObject<HTMLDivElement | null>,
  virtual: Virtualizer<HTMLDivElement, Element>,
  rows: Row[],
  release: () => void,
): (id: string) => void {
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  });
  return useCallback(
    (id) => {
      const index = latest.current.findIndex(
        (row) => row.type === 'message' && row.message.id === id,
      );
      if (index < 0) return;
      release();
      virtual.scrollToIndex(index, { align: 'center' });
      // The row exists once the list has drawn its new place.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const bubble = scroller.current?.querySelector(`[data-message="${id}"]`);
          bubble?.setAttribute('data-shown', '');
          setTimeout(() => bubble?.removeAttribute('data-shown'), LIT_MS);
        }),
      );
    },
    [scroller, virtual, release],
  );
}
