import { useEffect, useRef } from 'react';
import { hotkeyOf, type Hotkey } from './hotkey-of';

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Runs the action of a key while the component is shown; not behind an open dialog. */
export function useHotkeys(actions: Partial<Record<Hotkey, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || document.querySelector('[role="dialog"]')) {
        return;
      }
      const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
      const typing = isTyping(event.target);
      const hotkey = hotkeyOf({ key, code, ctrlKey, metaKey, altKey, shiftKey, typing });
      const action = hotkey && latest.current[hotkey];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
