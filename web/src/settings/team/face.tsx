import type { Member, Presence } from '../../api/types';
import { Avatar } from '../../ui/avatar';
import classes from './team.module.css';

interface FaceProps {
  member: Pick<Member, 'id' | 'name' | 'photo_url'>;
  presence?: Presence['presence'];
  size?: number;
}

/** A colleague's picture; the dot says whether they are here, and words beside it say it too. */
export function Face({ member, presence, size = 38 }: FaceProps) {
  return (
    <span className={classes.face}>
      <Avatar id={member.id} name={member.name} photo={member.photo_url} size={size} />
      {presence && <span className={classes.dot} data-presence={presence} aria-hidden />}
    </span>
  );
}
