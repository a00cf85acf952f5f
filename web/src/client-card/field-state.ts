/** One field of the card while somebody writes in it. */
export interface FieldState {
  /** What stands in the field. */
  text: string;
  /** What the server holds, as far as it is known. */
  stored: string;
  /** What is on its way to the server; null when nothing is. */
  sending: string | null;
  mark: 'none' | 'saved' | 'failed';
  /** Why it could not be saved, in words. */
  problem: string;
  /** What a colleague stored here while this person was writing; null when nobody did. */
  theirs: string | null;
}

export type FieldEvent =
  | { type: 'typed'; text: string }
  /** The card says this now. */
  | { type: 'stored'; value: string }
  | { type: 'sent'; text: string }
  | { type: 'saved'; text: string; value: string }
  | { type: 'failed'; text: string; problem: string }
  /** Back to what the server holds. */
  | { type: 'reverted' }
  | { type: 'rested' };

export function startField(value: string): FieldState {
  return { text: value, stored: value, sending: null, mark: 'none', problem: '', theirs: null };
}

/** Whether there is something to save that is not on its way yet. */
export function needsSaving({ text, stored, sending }: FieldState): boolean {
  const wanted = text.trim();
  return wanted !== (sending ?? stored);
}

/** Another value of the card arrived: what this person is writing is never touched by it. */
function arrive(state: FieldState, value: string): FieldState {
  if (value === state.stored) return state;
  const untouched = state.text === state.stored;
  if (untouched) return { ...startField(value), mark: 'none' };
  const ours = value === state.text.trim() || value === state.sending;
  return { ...state, stored: value, theirs: ours ? null : value };
}

/** The field after something happened to it. */
export function reduceField(state: FieldState, event: FieldEvent): FieldState {
  switch (event.type) {
    case 'typed':
      return { ...state, text: event.text, mark: 'none', problem: '' };
    case 'stored':
      return arrive(state, event.value);
    case 'sent':
      return { ...state, sending: event.text, mark: 'none', problem: '' };
    case 'saved': {
      const sending = state.sending === event.text ? null : state.sending;
      const next = { ...state, sending, stored: event.value, theirs: null };
      // Whoever wrote on meanwhile keeps what they wrote.
      if (state.text.trim() !== event.text) return next;
      return { ...next, text: event.value, mark: 'saved' };
    }
    case 'failed':
      return {
        ...state,
        sending: state.sending === event.text ? null : state.sending,
        mark: 'failed',
        problem: event.problem,
      };
    case 'reverted':
      return startField(state.stored);
    case 'rested':
      return state.mark === 'saved' ? { ...state, mark: 'none' } : state;
  }
}
