// `npm run pictures`: writes the pictures of the explorer in docs/images, from the bundled data sets.
import { fileURLToPath } from 'node:url';
import { startDemonstration } from '../bench/demonstration.mjs';

/** A picture is shown at the width of a page of text, so that it needs no more than this. */
const WIDTH = 1_120;
/** Name, address, and how much of the page from its top. */
const PICTURES = [
  ['overview', '/?dataset=tianshui-2020&lang=en', 900],
  ['metric', '/metric/CC.EST?dataset=wgi&lang=en&region=CHN', 1_080],
  [
    'cube',
    '/cube?dataset=wgi&lang=zh-Hans&metrics=CC.EST,GE.EST,RL.EST&regions=CHN,IND,BRA,ZAF,RUS&latest=5&rows=region,metric&columns=period',
    720,
  ],
];

const { url, browser, stop } = await startDemonstration();
try {
  for (const [name, path, height] of PICTURES) {
    const context = await browser.newContext({
      viewport: { width: WIDTH, height },
      colorScheme: 'light',
      locale: 'en-GB',
    });
    const page = await context.newPage();
    await page.goto(url + path);
    await page.waitForLoadState('networkidle');
    const file = fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url));
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(file);
    await context.close();
  }
} finally {
  await stop();
}
