import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Steps of the zoom; 1 = the whole picture is in view. */
const STEPS = [1, 1.5, 2, 3, 4, 6] as const;
const LAST = STEPS.length - 1;

export interface Zoom {
  scale: number;
  canIn: boolean;
  canOut: boolean;
  change: (by: 1 | -1) => void;
  reset: () => void;
}

/** How large the picture is; begins anew with each `shot`. The wheel over `stage` changes it. */
export function useZoom(stage: RefObject<HTMLElement | null>, shot: string): Zoom {
  const [step, setStep] = useState(0);
  useEffect(() => setStep(0), [shot]);
  const change = useCallback(
    (by: 1 | -1) => setStep((now) => Math.min(LAST, Math.max(0, now + by))),
    [],
  );
  useEffect(() => {
    const place = stage.current;
    if (!place) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      change(event.deltaY < 0 ? 1 : -1);
    };
    // React listens passively: the page would scroll.
    place.addEventListener('wheel', onWheel, { passive: false });
    return () => place.removeEventListener('wheel', onWheel);
  }, [stage, change]);
  const scale = STEPS[step] ?? 1;
  const before = useRef(scale);
  useLayoutEffect(() => {
    const place = stage.current;
    if (!place) return;
    // What was in the middle stays in the middle.
    const ratio = scale / before.current;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = place;
    place.scrollLeft = (scrollLeft + clientWidth / 2) * ratio - clientWidth / 2;
    place.scrollTop = (scrollTop + clientHeight / 2) * ratio - clientHeight / 2;
    before.current = scale;
  }, [stage, scale]);
  return {
    scale,
    canIn: step < LAST,
    canOut: step > 0,
    change,
    reset: useCallback(() => setStep(0), []),
  };
}
