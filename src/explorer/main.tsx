import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './style/base.css';
import './style/element.css';
import { activateLanguage, browserLanguage } from './language/text.ts';
import { router } from './router.tsx';

/** The first page is drawn in the language of its address, else of the browser; the shell asks the data set where neither tells one. */
async function start(): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('the page has no root');
  const lang = new URLSearchParams(location.search).get('lang');
  await activateLanguage(lang === 'en' || lang === 'zh-Hans' ? lang : (browserLanguage() ?? 'en'));
  createRoot(element).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <RouterProvider router={router} />
      </I18nProvider>
    </StrictMode>,
  );
}

void start();
