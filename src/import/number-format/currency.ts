/** Signs of currencies as they stand beside numbers: each says which money, and multiplies nothing, as k€ does. */
const SIGN = /^(?:(?:US|HK|NT|NZ|AU|CA|SG|MX|CN|JP|[ACSR])?[$¥￥]|\$(?:US|CA)|\p{Sc})$/u;
const CODES = new Set(
  'RMB CNY USD EUR GBP JPY HKD MOP TWD KRW INR CHF AUD CAD NZD SGD SEK NOK DKK PLN CZK HUF BRL ZAR Rs. Rs kr. kr'.split(
    ' ',
  ),
);
/** What multiplies, also where a format has it in the place of a currency. */
const MULTIPLE =
  /[%‰十百千万萬亿億兆]|^[^\p{L}]*(?:[kmbt]|[mb]n|trn|tsd|mio|mill?|mrd|thousand|million|billion|lakh|crore)[^\p{L}]*$/iu;

export const isCurrencySign = (text: string): boolean => SIGN.test(text);

/** Whether a text is a sign or a code of a currency. */
export const isCurrency = (text: string): boolean => isCurrencySign(text) || CODES.has(text);

/** Whether a text that is called a currency multiplies instead, or tells in which part a number is: 万元, M, %. */
export const isNoCurrency = (text: string): boolean => MULTIPLE.test(text);
