import { useSyncExternalStore } from 'react';
import { upload } from '../../api/upload';
import type { Id } from '../../api/types';
import type { Live } from '../../session/live';
import { useLive } from '../../session/live-context';
import { Drafts, type Draft } from './drafts';

/** One store for each person who was signed in on this page: nobody finds another's files. */
const held = new WeakMap<Live, Drafts>();

export function useDrafts(): Drafts {
  const live = useLive();
  let drafts = held.get(live);
  if (!drafts) {
    drafts = new Drafts({
      upload,
      preview: (file) => URL.createObjectURL(file),
      forget: (preview) => URL.revokeObjectURL(preview),
    });
    held.set(live, drafts);
  }
  return drafts;
}

export function useDraft(chat: Id): Draft {
  const drafts = useDrafts();
  return useSyncExternalStore(
    (listener) => drafts.subscribe(listener),
    () => drafts.of(chat),
  );
}
