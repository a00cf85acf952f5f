import { Badge, Radio, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Channel, Id, MessageType } from '../api/types';
import { currentLocale } from '../i18n';
import classes from './channels.module.css';
import { useUpdate } from './use-update';
import { tagNow } from './words';

type Tag = MessageType['tags'][number];

function dayText(time: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(time));
}

/** The days on which Facebook took the type's tags, and what it takes since (CHN-5). */
function Validity({ tags }: { tags: Tag[] }) {
  const { t } = useTranslation();
  const locale = currentLocale();
  const last = tags[tags.length - 1];
  if (!last) return null;
  const valid = tagNow(tags, Date.now());
  const days = ({ from, until }: Tag) =>
    until
      ? t('own.tagUntil', { from: dayText(from, locale), until: dayText(until, locale) })
      : t('own.tagSince', { from: dayText(from, locale) });
  return (
    <span className={classes.tag} data-valid={valid !== null}>
      {t('own.tags')}
      {tags.map((tag) => (
        <span key={tag.name} className={classes.tagLine}>
          <code>{tag.name}</code> {days(tag)}
        </span>
      ))}
      {!valid && (
        <span className={classes.tagLine}>
          {t([`own.successor.${last.successor || 'none'}`, 'own.successor.none'])}
        </span>
      )}
    </span>
  );
}

function Type({ type }: { type: MessageType }) {
  const { t } = useTranslation();
  const locale = currentLocale();
  return (
    <Radio.Card value={type.name} className={classes.type} aria-label={type.title[locale]}>
      <span className={classes.typeHead}>
        <Radio.Indicator mt={2} aria-hidden />
        <span className={classes.typeWords}>
          <span className={classes.typeTitle}>
            {type.title[locale]}
            {type.default && (
              <Badge size="sm" variant="default" tt="none">
                {t('own.usual')}
              </Badge>
            )}
          </span>
          <span className={classes.typeAbout}>{type.about[locale]}</span>
          <span className={classes.examples}>
            {t('own.examples')}
            {type.examples[locale].map((example) => (
              <q key={example}>{example}</q>
            ))}
          </span>
          <Validity tags={type.tags} />
        </span>
      </span>
    </Radio.Card>
  );
}

interface MessageTypesProps {
  project: Id;
  channel: Channel;
  types: MessageType[];
}

/** What the page writes of, for which Facebook asks a type (CHN-4); changed at any time. */
export function MessageTypes({ project, channel, types }: MessageTypesProps) {
  const { t } = useTranslation();
  const update = useUpdate(project, channel.id);
  const usual = types.find((type) => type.default)?.name ?? null;
  return (
    <>
      <Text mb="md">{t('own.typesText')}</Text>
      <Text mb="md">{t('own.typesTags')}</Text>
      <Radio.Group
        value={update.isPending ? update.variables.message_type : channel.message_type || usual}
        onChange={(message_type) => update.mutate({ message_type })}
        label={t('own.types')}
        labelProps={{ className: 'sr-only' }}
      >
        <div className={classes.types}>
          {types.map((type) => (
            <Type key={type.name} type={type} />
          ))}
        </div>
      </Radio.Group>
    </>
  );
}
