import type { Chat, Department, Id, Member, Presence } from '../api/types';
import { mayBeGiven } from './rights';

/** A colleague who could come into a chat. */
export interface Candidate {
  id: Id;
  name: string;
  photo: string | null;
  presence: Presence['presence'];
  /** Chats they are responsible for. */
  holds: number;
}

const ORDER: Record<Presence['presence'], number> = { online: 0, away: 1, offline: 2 };

/** Those who are there before those who are not, and of them those with fewer chats first. */
function isEarlier(a: Candidate, b: Candidate): number {
  return ORDER[a.presence] - ORDER[b.presence] || a.holds - b.holds || a.name.localeCompare(b.name);
}

/**
 * Whom the chat can be passed to, or who can be added to it: not those who hold it or are in it
 * already, nor those who may not be given it.
 */
export function candidates(
  chat: Chat,
  what: 'pass' | 'add',
  me: Id,
  members: readonly Member[],
  presence: readonly Presence[],
  departments: readonly Department[],
): Candidate[] {
  const department = departments.find((one) => one.id === chat.department?.id);
  const inside = chat.participants.filter((one) => what === 'add' || one.role === 'responsible');
  const offered = what === 'pass' ? chat.pending_transfer?.to.id : undefined;
  const states = new Map(presence.map((one) => [one.member, one]));
  return members
    .filter((one) => one.id !== me && one.id !== offered && mayBeGiven(one, department))
    .filter((one) => !inside.some((person) => person.id === one.id))
    .map((one) => ({
      id: one.id,
      name: one.name,
      photo: one.photo_url,
      presence: states.get(one.id)?.presence ?? 'offline',
      holds: states.get(one.id)?.holds ?? 0,
    }))
    .sort(isEarlier);
}

/** Every word of what was typed begins some word of the name. */
export function matches(name: string, typed: string): boolean {
  const words = name.toLocaleLowerCase().split(/\s+/u);
  return typed
    .toLocaleLowerCase()
    .split(/\s+/u)
    .every((part) => words.some((word) => word.startsWith(part)));
}
