import { useEffect, useSyncExternalStore } from 'react';

/** What can be done with the chat that is open now; absent is what can't. */
export interface ChatCommands {
  /** Take it, or accept it when it is offered. */
  take?: () => void;
  takeOver?: () => void;
  decline?: () => void;
  done?: () => void;
  pass?: () => void;
  add?: () => void;
  forward?: () => void;
  leave?: () => void;
  reply?: () => void;
  note?: () => void;
}

let current: ChatCommands = {};
const listeners = new Set<() => void>();

function set(commands: ChatCommands): void {
  current = commands;
  for (const listener of listeners) listener();
}

/** The open chat offers its commands to the palette. */
export function useOfferChatCommands(commands: ChatCommands): void {
  useEffect(() => {
    set(commands);
    return () => set({});
  }, [commands]);
}

export function useChatCommands(): ChatCommands {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
