import { createContext, useContext } from 'react';

/** Opens the viewer at a picture of the chat. */
export const Viewing = createContext<(shot: string) => void>(() => undefined);

export const useViewing = () => useContext(Viewing);
