/** Currencies by their codes, with the signs and words that stand for each; a sign may stand for several. */
const CURRENCIES: Readonly<Record<string, RegExp>> = {
  CNY: /^(?:(?:CN)?[¥￥]|RMB|CNY|元|人民币元?|(?:chinese )?yuan|renminbi)$/iu,
  JPY: /^(?:(?:JP)?[¥￥]|JPY|円|日元|日圆|(?:japanese )?yen)$/iu,
  USD: /^(?:\$|US ?\$|USD|美元|美金|(?:us |u\.s\. )?dollars?)$/iu,
  HKD: /^(?:\$|HK ?\$|HKD|港元|港币|港幣|hong kong dollars?)$/iu,
  TWD: /^(?:\$|NT ?\$|TWD|新?台币|新臺幣|new taiwan dollars?)$/iu,
  CAD: /^(?:\$|CA? ?\$|CAD|加元|canadian dollars?)$/iu,
  AUD: /^(?:\$|AU? ?\$|AUD|澳元|australian dollars?)$/iu,
  EUR: /^(?:€|EUR|欧元|歐元|euros?)$/iu,
  GBP: /^(?:£|GBP|英镑|英鎊|(?:british )?pounds?(?: sterling)?|sterling)$/iu,
  INR: /^(?:₹|INR|Rs\.?|卢比|(?:indian )?rupees?)$/iu,
  KRW: /^(?:₩|KRW|원|韩元|(?:korean )?won)$/iu,
  CHF: /^(?:CHF|Fr\.|swiss francs?|franken)$/iu,
};

/** The currencies that a text may name as a whole; none for any other text. */
export const currenciesOf = (text: string): readonly string[] =>
  Object.entries(CURRENCIES).flatMap(([code, form]) => (form.test(text) ? [code] : []));

/** What calls a currency above a table, and what is said of all its figures. */
const LINES = [
  /^\(?(?:(?:金额|货币|貨幣)(?:单位|單位)?|币种|幣種|currency|währung|devise|moneda|monnaie)\s*:\s*([^()]{1,30})\)?$/iu,
  /^\(?(?:(?:all )?(?:figures|amounts|values)(?: are)? )?in ([^()]{1,30}?)\)?\.?$/iu,
  /^\(?([^()]{1,30})\)?$/u,
];

/** The currency that a text above a table says of all of it, as it is written: USD of 币种：USD, of in US dollars and of US$; null for none. */
export function findCurrencyLine(text: string): string | null {
  const said = LINES.flatMap((line) => line.exec(text)?.[1]?.trim() ?? []);
  return said.find((one) => one !== '元' && currenciesOf(one).length > 0) ?? null;
}

const SIGN = '(?:(?:US|HK|NT|AU|CA|CN|JP|[ACR]) ?)?[$¥￥]|[€£₹₩]|Rs\\.?|(?:RMB|CNY|USD|EUR|GBP|HKD|JPY|INR)(?![A-Z])';
const BEFORE = new RegExp(`^([-+(\u2212△▲▼]?\\s?)(${SIGN})\\s?(?=[-+(\u2212]?\\s?[\\d.]\\d*)(.+)$`, 'u');
const BEHIND = new RegExp(`^([^\\p{L}]*\\d)\\s?(${SIGN})(\\)?[^\\p{L}\\d]{0,3})$`, 'u');
/** No number with its currency is longer. */
const MAX_TEXT = 60;

/** A number without the currency that stands before it or behind it; null for any other text. */
export function withoutCurrency(text: string): { readonly sign: string; readonly rest: string } | null {
  if (text.length > MAX_TEXT) return null;
  const [, left, sign, right] = BEFORE.exec(text) ?? BEHIND.exec(text) ?? [];
  return sign === undefined ? null : { sign, rest: `${left}${right}`.trim() };
}
