import './ahead.ts';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './style/base.css';
import './style/element.css';
import { commonSearch } from './address/search.ts';
import { forgetAhead } from './api/ahead.ts';
import { fetchPart } from './api/fetch-part.ts';
import { firstLanguage } from './language/choose.ts';
import { fetchLanguage } from './language/text.ts';
import { answered, fetchPages, router } from './router.tsx';

/** Milliseconds for which a page waits to be drawn once, with its answers, instead of twice. */
const PATIENCE = 150;
/** Milliseconds without anything to do after which what may be opened next is fetched. */
const IDLE = 2_000;

/** The first page is drawn in the language of its address, else of the browser; the shell asks the data set where neither tells one. */
async function start(): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('the page has no root');
  // The page asks its questions before anything is drawn: once the browser draws, answers wait for it.
  const { lang } = commonSearch(router.latestLocation.search);
  const language = firstLanguage(lang);
  const [showLanguage] = await Promise.all([fetchPart(() => fetchLanguage(language)), router.load()]);
  showLanguage();
  await Promise.race([answered(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  createRoot(element).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <RouterProvider router={router} />
      </I18nProvider>
    </StrictMode>,
  );
  await answered();
  forgetAhead();
  if ('requestIdleCallback' in window) requestIdleCallback(fetchPages, { timeout: IDLE });
}

void start();
