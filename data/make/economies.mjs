// node data/make/economies.mjs WGIData.csv cldr-core cldr-localenames-full
//
// Writes data/make/economies.csv: the names of the economies of the Worldwide Governance Indicators in English and Chinese, as CLDR has them.
// The arguments are the publisher's bulk file and the folders of two packages of npm, of which nothing else is needed afterwards:
// `npm pack cldr-core@48.2.0 cldr-localenames-full@48.2.0` fetches them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint, readArguments, readTable } from './package.mjs';

const USAGE = 'node data/make/economies.mjs WGIData.csv cldr-core cldr-localenames-full';
const [bulkFile, core, localeNames] = readArguments(USAGE, 3);

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const { codeMappings } = readJson(core, 'supplemental/codeMappings.json').supplemental;
const namesIn = (locale) =>
  readJson(localeNames, `main/${locale}/territories.json`).main[locale].localeDisplayNames.territories;
const [english, chinese] = [namesIn('en'), namesIn('zh')];

/** CLDR writes Kosovo XKK; the World Bank and the European Union write XKX. Neither is in ISO 3166. */
const OTHER_CODES = { XKX: 'XK' };
/** CLDR has dropped the name: the Netherlands Antilles were dissolved on 10 October 2010. */
const OTHER_NAMES = { ANT: ['Netherlands Antilles', '荷属安的列斯'] };

const territories = new Map(Object.entries(codeMappings).map(([code, { _alpha3 }]) => [_alpha3, code]));
const codes = [...new Set(readTable(bulkFile).rows.map((row) => row['Country Code']))].sort(byCodePoint);
const lines = codes.map((code) => {
  const territory = OTHER_CODES[code] ?? territories.get(code);
  const [en, zh] = OTHER_NAMES[code] ?? [english[territory], chinese[territory]];
  if (en === undefined || zh === undefined) throw new Error(`CLDR has no name for ${code}.`);
  return `${code},${en},${zh}`;
});
writeFileSync(new URL('economies.csv', import.meta.url), `${['code,name:en,name:zh-Hans', ...lines].join('\n')}\n`);
console.log(`data/make/economies.csv: ${codes.length} economies`);
