import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { zh } from './zh-CN';

export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;
export type Language = keyof typeof LANGUAGES;

const CHOSEN = 'caelum.language';

/** The one chosen here before, else the first of the browser's that we speak. */
export function preferred(chosen: string | null, browser: readonly string[]): Language {
  if (chosen === 'en' || chosen === 'zh-CN') {
    return chosen;
  }
  for (const tag of browser) {
    if (tag.toLowerCase().startsWith('zh')) {
      return 'zh-CN';
    }
    if (tag.toLowerCase().startsWith('en')) {
      return 'en';
    }
  }
  return 'en';
}

export function choose(language: Language): void {
  localStorage.setItem(CHOSEN, language);
  void i18next.changeLanguage(language);
}

export function startI18n(): Promise<unknown> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  return i18next.use(initReactI18next).init({
    lng: preferred(localStorage.getItem(CHOSEN), navigator.languages),
    fallbackLng: 'en',
    // React escapes what it shows
    interpolation: { escapeValue: false },
    resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
  });
}
