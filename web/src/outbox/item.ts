import type { Id, StoredFile, Time } from '../api/types';

/** The message that is answered, as much of it as a quotation shows. */
export interface Quoted {
  message: Id;
  text: string;
}

/** What goes with the words of a message. */
export interface Extras {
  /** Uploaded before. */
  files: StoredFile[];
  reply_to: Quoted | null;
}

/** What an operator wrote and the server has not confirmed yet. */
export interface OutboxItem {
  /** The sender's own name for it: sending again under the same key is sending once. */
  key: string;
  project: Id;
  chat: Id;
  kind: 'message' | 'note';
  text: string;
  /** Missing in what an earlier version of the panel left behind. */
  extras?: Extras;
  created_at: Time;
  /** Grows with every item of this browser; the order of sending. */
  order: number;
  /** Why the server will not take it; null while it waits. */
  refused: string | null;
}
