import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Row } from './message-rows';

/** This near to the end counts as the end, in pixels. */
const END_PX = 40;
const OLDER_WITHIN_PX = 600;

interface Anchor {
  id: string;
  /** From the top of the window to the top of the row, in pixels. */
  offset: number;
}

type List = Virtualizer<HTMLDivElement, Element>;

/**
 * Keeps a chat where its reader is: at the end while at the end, otherwise on the same row whatever
 * is loaded above it. Asks for older messages when the top comes near.
 */
export function useChatScroll(
  scroller: RefObject<HTMLDivElement | null>,
  virtual: List,
  rows: Row[],
  loadOlder: () => void,
) {
  const [atEnd, setAtEnd] = useState(true);
  const sticking = useRef(true);
  const anchor = useRef<Anchor | null>(null);
  const firstId = useRef<string | null>(null);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    sticking.current = true;
    setAtEnd(true);
    if (box) box.scrollTop = box.scrollHeight;
  }, [scroller]);

  /** Somebody goes elsewhere in the history: it must not jump back to its end meanwhile. */
  const release = useCallback(() => {
    sticking.current = false;
    anchor.current = null;
  }, []);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < END_PX;
    sticking.current = near;
    setAtEnd(near);
    // A day's heading moves up when older messages of the day come: only messages stay put.
    const top = virtual
      .getVirtualItems()
      .find((item) => item.end > box.scrollTop && rows[item.index]?.type === 'message');
    anchor.current = top ? { id: String(top.key), offset: top.start - box.scrollTop } : null;
    if (box.scrollTop < OLDER_WITHIN_PX) loadOlder();
  }, [scroller, virtual, rows, loadOlder]);

  const total = virtual.getTotalSize();
  const newFirst = rows.find((row) => row.type === 'message')?.id ?? null;
  const newLast = rows.at(-1);

  // What one has just written is always shown.
  const lastUnsent = newLast?.type === 'unsent' ? newLast.id : null;
  useLayoutEffect(() => {
    if (lastUnsent) sticking.current = true;
  }, [lastUnsent]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    if (sticking.current) {
      box.scrollTop = box.scrollHeight;
      if (box.scrollHeight <= box.clientHeight) loadOlder();
    } else if (firstId.current !== null && firstId.current !== newFirst && anchor.current) {
      const { id, offset } = anchor.current;
      const index = rows.findIndex((row) => row.id === id);
      const start = index < 0 ? undefined : virtual.measurementsCache[index]?.start;
      if (start !== undefined) box.scrollTop = start - offset;
    }
    firstId.current = newFirst;
  }, [scroller, virtual, rows, total, newFirst, loadOlder]);

  // A bar above or a longer draft below makes the window smaller: its end stays in view.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => {
      if (sticking.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller]);

  return { atEnd, toEnd, release, onScroll };
}
