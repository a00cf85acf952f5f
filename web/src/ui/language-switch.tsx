import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../api/types';
import { currentLocale, setLocale } from '../i18n';

const NAMES = [
  { value: 'ru', label: 'Русский' },
  { value: 'en', label: 'English' },
];

interface LanguageSwitchProps {
  size?: string;
  onSwitch?: (locale: Locale) => void;
}

/** Each language under its own name, for those who can't read the other (ACC-6). */
export function LanguageSwitch({ size = 'xs', onSwitch }: LanguageSwitchProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size={size}
      data={NAMES}
      value={currentLocale()}
      aria-label={t('common.language')}
      onChange={(value) => {
        const locale: Locale = value === 'ru' ? 'ru' : 'en';
        void setLocale(locale);
        onSwitch?.(locale);
      }}
    />
  );
}
