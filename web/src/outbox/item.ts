import type { Id, Time } from '../api/types';

/** What an operator wrote and the server has not confirmed yet. */
export interface OutboxItem {
  /** The sender's own name for it: sending again under the same key is sending once. */
  key: string;
  project: Id;
  chat: Id;
  kind: 'message' | 'note';
  text: string;
  created_at: Time;
  /** Grows with every item of this browser; the order of sending. */
  order: number;
  /** Why the server will not take it; null while it waits. */
  refused: string | null;
}
