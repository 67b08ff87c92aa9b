import type { Stage } from './browser.ts';

/** Asks the API what the page should say. */
export async function askOf({ application }: Stage, query: string, variables: object = {}, language = 'en') {
  const response = await application.fetch(
    new Request('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ query, variables }),
    }),
  );
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Digits as the page groups them. */
export const grouped = (value: string) => value.replace('-', '−').replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
