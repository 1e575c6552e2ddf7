import type { Locale } from '@kopeck/api';
import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentLanguage, switchLanguage } from '../i18n/i18n.ts';

const languages: Record<Locale, string> = { ru: 'Русский', en: 'English' };

export function LanguageSwitch() {
  const { t } = useTranslation();
  const client = useQueryClient();
  // The server writes timelines and messages in the caller's language, so they are asked for again.
  const choose = async (language: Locale) => {
    await switchLanguage(language);
    await client.invalidateQueries();
  };
  return (
    <SegmentedControl
      size="sm"
      aria-label={t('settings.language')}
      data={Object.entries(languages).map(([value, label]) => ({
        value,
        label: <span lang={value}>{label}</span>,
      }))}
      value={currentLanguage()}
      onChange={(value) => void choose(value === 'en' ? 'en' : 'ru')}
    />
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const names: Record<MantineColorScheme, string> = {
    light: t('settings.light'),
    dark: t('settings.dark'),
    auto: t('settings.auto'),
  };
  return (
    <SegmentedControl
      size="sm"
      fullWidth
      aria-label={t('settings.theme')}
      data={Object.entries(names).map(([value, label]) => ({ value, label }))}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
    />
  );
}
