/** Before a year of a publication, a document or a base, which figures need not be of: 统计年鉴2021, base year 2015. */
const BEFORE =
  /(?:年鉴|年鑑|yearbook|almanac|jahrbuch|annuaire(?: statistique)?|anuario(?: estadístico)?|(?<!\p{L})base(?:[ -](?:year|period))?|basisjahr|reference year|prices? of|constant|基期|基年|〔)[\s:,(]*$/iu;
/** The same behind it: 2021年统计年鉴, 〔2021〕5号, at 2015 prices, 2015 = 100, 2021 edition. */
const BEHIND =
  /^年?版?\s?(?:统计|統計)?(?:年鉴|年鑑)|^年?\s?(?:不变价|不變價|可比价|价格|價格|价(?![值])|为基期|為基期|基期)|^[〕\])]\s?(?:第\s?)?\d+\s?[号號]|^\s?=\s?100(?!\d)|^年?版|^\s(?:(?:constant )?(?:prices?|dollars?|euros?|us ?\$|usd)|edition|(?:census )?(?:boundaries|geograph\w+)|base(?: year)?|yearbook)(?!\p{L})/iu;

/** Nothing farther from a year says what it is of. */
const MAX_BESIDE = 40;

/** Whether a year within a text is that of a publication, of a document, of prices or of a base, as what stands around it says. */
export const isOtherYear = (before: string, after: string): boolean =>
  BEFORE.test(before.slice(-MAX_BESIDE)) || BEHIND.test(after.slice(0, MAX_BESIDE));

const YEARBOOK = /年[鉴鑑]|(?<!\p{L})(?:(?:year|hand)book|almanac|jahrbuch|annuaire|anuario)(?!\p{L})/iu;
const PERIODICAL =
  /(?:[月季旬周日]|半年)[报報](?!告)|(?<!\p{L})(?:monthly|quarterly|weekly|daily|monatlich\p{L}*|vierteljährlich\p{L}*|mensuel\p{L}*|trimestriel\p{L}*|mensual\p{L}*|trimestral\p{L}*)(?!\p{L})/iu;

/** Whether a text speaks of a yearbook, whose figures are of years before that of its name. */
export const saysYearbook = (text: string): boolean => YEARBOOK.test(text);

/** The same, or of what comes more often than once a year: then a year alone does not say of what its figures are. */
export const saysPublication = (text: string): boolean => saysYearbook(text) || PERIODICAL.test(text);
