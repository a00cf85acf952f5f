import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../../api/http';
import type { Params } from '../../api/ops';
import type { Department, Id, List, Member, Permission } from '../../api/types';
import { keys } from '../../cache/keys';
import { putMember } from '../../cache/team';
import { useToasts } from '../../ui/toasts';
import { useUndoToast } from '../../ui/undo-toast';
import { withDepartment } from './rights';

type Change = Omit<Params<'members.update'>, 'project' | 'member'>;

interface Task {
  member: Id;
  change: Change;
}

function held(cache: QueryClient, project: Id, id: Id): Member | undefined {
  const list = cache.getQueryData<List<Member>>(keys.members(project));
  return list?.items.find((one) => one.id === id);
}

/** The member with the change as if it had been made. */
function changed(member: Member, { permissions, ...rest }: Change): Member {
  return { ...member, ...rest, permissions: { ...member.permissions, ...permissions } };
}

/** Changes members of the team: shown at once, taken back if the server refuses. */
export function useUpdateMember(project: Id) {
  const cache = useQueryClient();
  const toasts = useToasts();
  const mutationKey = ['update-member', project];
  return useMutation({
    mutationKey,
    mutationFn: ({ member, change }: Task) =>
      http('members.update', { project, member, ...change }),
    onMutate: ({ member, change }) => {
      const before = held(cache, project, member);
      if (before) putMember(cache, project, changed(before, change));
    },
    onSuccess: (member) => {
      // While another change is on its way this answer does not know of it yet.
      if (cache.isMutating({ mutationKey }) === 1) putMember(cache, project, member);
    },
    onError: (error) => {
      toasts.problem(error);
      void cache.invalidateQueries({ queryKey: keys.members(project) });
    },
  });
}

/** Switches one thing for one person at a press, with a way back (TEAM-3). */
export function useSwitchRights(project: Id) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const undo = useUndoToast();
  const update = useUpdateMember(project);
  const say = (member: Member, what: string, allowed: boolean) =>
    t(`rights.${allowed ? 'allowed' : 'forbidden'}`, { name: member.name, what });

  const make = async (what: string, text: string, turn: (value: boolean) => Task, to: boolean) => {
    await update.mutateAsync(turn(to));
    undo(what, text, () => update.mutate(turn(!to)));
  };

  /** Resolves when the server has answered; rejects when it refused, which is said by then. */
  const permission = (member: Member, name: Permission, to: boolean) =>
    make(
      `${member.id}:${name}`,
      say(member, t(`rights.names.${name}`), to),
      (value) => ({ member: member.id, change: { permissions: { [name]: value } } }),
      to,
    );

  const department = (member: Member, { id, name }: Department, to: boolean) =>
    make(
      `${member.id}:department:${id}`,
      say(member, name, to),
      (value) => {
        // Other departments may have been switched meanwhile: their list is taken as it is now.
        const now = held(cache, project, member.id) ?? member;
        return {
          member: member.id,
          change: { forbidden_departments: withDepartment(now, id, value) },
        };
      },
      to,
    );

  return { permission, department };
}
