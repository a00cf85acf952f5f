import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientSource } from '../api/types';
import { fullTime } from '../text/time';
import classes from './list.module.css';
import { PartList } from './part-list';

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Source({ source }: { source: ClientSource }) {
  const { t, i18n } = useTranslation();
  const { link, payload, google_id: google } = source;
  return (
    <div className={classes.row} data-source={source.id}>
      <span className={classes.rowAbout}>{fullTime(source.at, i18n.language)}</span>
      <dl className={classes.lines}>
        {link && (
          <Line name={t('crd.link')}>
            {/^https?:\/\//i.test(link) ? (
              <Anchor href={link} target="_blank" rel="noreferrer noopener" size="sm">
                {link.replace(/^https?:\/\//i, '')}
              </Anchor>
            ) : (
              link
            )}
          </Line>
        )}
        {payload && <Line name={t('crd.payload')}>{payload}</Line>}
        {google && <Line name={t('crd.google')}>{google}</Line>}
        {Object.entries(source.utm).map(([name, value]) => (
          <Line key={name} name={name}>
            {value}
          </Line>
        ))}
      </dl>
    </div>
  );
}

/** Each time the client came by a link, and what the link said (CRD-7). */
export function Sources() {
  const { t } = useTranslation();
  return (
    <PartList
      part="sources"
      title={t('crd.sources')}
      empty={t('crd.noSources')}
      row={(source) => <Source source={source} />}
    />
  );
}
