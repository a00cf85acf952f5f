import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface LearnProps {
  /** A page of the user's documentation. */
  page: 'team' | 'departments' | 'security';
}

/** The way to the whole explanation. */
export function Learn({ page }: LearnProps) {
  const { t, i18n } = useTranslation();
  return (
    <Anchor href={`/docs/${i18n.language}/${page}.html`} target="_blank" underline="always">
      {t('administration.learn')}
    </Anchor>
  );
}
