import {
  SegmentedControl,
  Stack,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import type { Locale } from '../api/types';
import { LanguageSwitch } from '../ui/language-switch';
import { useToasts } from '../ui/toasts';
import { usePutPerson } from './data';

/** The language goes with the person, the theme with the device. */
export function Appearance() {
  const { t } = useTranslation();
  const toasts = useToasts();
  const put = usePutPerson();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const saveLocale = (locale: Locale) => {
    http('auth.update_me', { locale }).then(put, (error: unknown) => toasts.problem(error));
  };
  const themes = (['light', 'dark', 'auto'] as const).map((value) => ({
    value,
    label: t(`nav.${value}`),
  }));
  return (
    <Stack gap="md" align="flex-start">
      <LanguageSwitch size="sm" onSwitch={saveLocale} />
      <SegmentedControl
        data={themes}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
        aria-label={t('nav.theme')}
      />
    </Stack>
  );
}
