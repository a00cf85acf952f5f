import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ClientCard } from '../api/types';
import { usePlace } from '../inbox/use-place';
import { Avatar } from '../ui/avatar';
import classes from './list.module.css';
import { useOpenCard } from './data';
import { PartList } from './part-list';

function LinkedClient({ client }: { client: ClientCard }) {
  const { t } = useTranslation();
  const { project } = useOpenCard();
  const { href } = usePlace(project);
  const platform = t(`platform.${client.channel.platform}`);
  return (
    <Link
      href={href(client.chat)}
      className={classes.linked}
      data-linked={client.id}
      aria-label={t('crd.openLinked', { platform, name: client.name })}
    >
      <Avatar
        id={client.id}
        name={client.name}
        photo={client.photo_url}
        size={34}
        platform={client.channel.platform}
      />
      <span className={classes.linkedText}>
        <bdi className={classes.rowWords}>{client.name}</bdi>
        <span className={classes.rowAbout}>
          {platform} · {client.channel.name}
        </span>
      </span>
    </Link>
  );
}

/** The same person's other chats, by phone or e-mail (CRD-8). */
export function LinkedClients() {
  const { t } = useTranslation();
  return (
    <PartList
      part="linked"
      title={t('crd.linked')}
      empty={t('crd.noLinked')}
      row={(client) => <LinkedClient client={client} />}
    />
  );
}
