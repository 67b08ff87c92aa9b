/** A column of numbers that say something of the values, and are none. */
const PROPERTY_TITLE =
  /^(?:coordinates?|decimals?|decimal places|vector|小数位|小数位数|(?:联系|办公|固定)?电话(?:号码)?|手机号?码?|邮编|邮政编码|传真|(?:tele)?phone(?: (?:number|no\.?))?|fax|zip(?: code)?|postcode|telefon|téléphone|teléfono)$/i;
const MULTIPLIER_TITLE =
  /^(?:scalar[_ ](?:factor|id)|unit[_ ]?mult(?:iplier)?|multiplier|power[_ ]?code(?:[_ ](?:code|id))?|scale|magnitude|单位倍数|倍数|数量级|单位乘数|乘数)$/i;

export const isMultiplierTitle = (title: string): boolean => MULTIPLIER_TITLE.test(title);

/** Whether a column of numbers says something of the values: how many decimals they have, or by what they are multiplied. */
export const isPropertyTitle = (title: string): boolean => PROPERTY_TITLE.test(title) || isMultiplierTitle(title);
