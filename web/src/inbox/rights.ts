import { useMemo } from 'react';
import type { Chat, Department, Id, Member, Named, Permissions, Project } from '../api/types';
import { isOffered, isParticipant, isResponsible } from '../cache/tab-of-chat';
import { mayManage, useMyId, useProject } from '../session/live-context';

/** Whoever looks at a chat, as far as their rights go. */
export interface Viewer {
  id: Id;
  /** Owner or administrator. */
  chief: boolean;
  permissions: Permissions;
}

const NOTHING: Permissions = {
  new: false,
  mine: false,
  others: false,
  done: false,
  search: false,
  take: false,
  broadcasts: false,
  automator: false,
  tools: false,
  audience: false,
  export: false,
  analytics: false,
  delete_clients: false,
  client_contacts: false,
};

/** What this person may do in the project (TEAM-3); nothing in one that is not theirs. */
export function usePermissions(project: Id): Permissions {
  return useProject(project)?.permissions ?? NOTHING;
}

export function viewerOf(project: Project | undefined, id: Id): Viewer {
  return {
    id,
    chief: project !== undefined && mayManage(project),
    permissions: project?.permissions ?? NOTHING,
  };
}

export function useViewer(project: Id): Viewer {
  const known = useProject(project);
  const me = useMyId();
  return useMemo(() => viewerOf(known, me), [known, me]);
}

/** What somebody may do with a chat; the server keeps the same rules, this one shows them. */
export interface ChatRights {
  take: boolean;
  done: boolean;
  /** Offer it to a colleague. */
  pass: boolean;
  forward: boolean;
  add: boolean;
  takeOver: boolean;
  leave: boolean;
  /** It is offered to this person: accept or decline. */
  answer: boolean;
  /** Added colleagues that may be taken out. */
  removable: Named[];
  /** Who was offered the chat and may be told that it stays. */
  withdrawable: Named | null;
  /** Change the client's card. */
  edit: boolean;
}

export function chatRights(chat: Chat, viewer: Viewer): ChatRights {
  const { id, chief, permissions } = viewer;
  const responsible = isResponsible(chat, id);
  const active = chat.state === 'active';
  const take = chat.state === 'new' && permissions.take && permissions.mine;
  const added = chat.participants.filter((person) => person.role === 'added');
  return {
    take,
    done: responsible,
    pass: take || responsible,
    forward: take || responsible,
    add: responsible,
    takeOver: active && chief && !responsible,
    leave: active && added.some((person) => person.id === id),
    answer: isOffered(chat, id),
    removable: responsible ? added : [],
    withdrawable: responsible ? (chat.pending_transfer?.to ?? null) : null,
    edit: !active || chief || isParticipant(chat, id),
  };
}

/** Whether the chat can be put into the member's hands: they hold chats and see its department. */
export function mayBeGiven(member: Member, department: Department | undefined): boolean {
  if (member.role !== 'manager') return true;
  if (!member.permissions.mine) return false;
  if (!department) return true;
  const open = department.members.length === 0 || department.members.includes(member.id);
  return open && !member.forbidden_departments.includes(department.id);
}

/** Whether this person sees chats of the department (INB-7). */
export function seesDepartment(department: Department, project: Project, me: Id): boolean {
  if (mayManage(project)) return true;
  const open = department.members.length === 0 || department.members.includes(me);
  return open && !project.forbidden_departments.includes(department.id);
}
