/** Types whose values are written as text; values of all others but numbers, lists and objects are names of an enum. */
const TEXTS = new Set(['String', 'ID', 'Date', 'DateTime', 'Period', 'Decimal', 'Language']);
/** Members of input objects whose values are names of an enum. */
export const ENUM_MEMBERS: ReadonlySet<string> = new Set([
  'frequency', 'changes', 'orderBy', 'status', 'light', 'level', 'role', 'basis', 'statusFlags', 'overTime', 'toLevel',
  'kinds', 'rules', 'verdicts', 'without',
]); // biome-ignore format: one list

/** Fields whose words come in a language, wherever they stand. A page names its language in a header, which no document has. */
export const TRANSLATED_FIELDS: ReadonlySet<string> = new Set([
  'definition', 'description', 'explanation', 'fromLabel', 'locatorLabel', 'name', 'note', 'notes', 'periodLabel', 'symbol', 'title', 'toLabel',
]); // biome-ignore format: one list

const TRANSLATED = new RegExp(`(?<![$\\w.])(?:${[...TRANSLATED_FIELDS].join('|')})\\b(?!\\s*[:(])`, 'g');

/** A document that says in one place in which language its words come. */
function withLanguage(text: string, language: string): string {
  const translated = text.replace(TRANSLATED, '$&(lang: $lang)');
  if (translated === text) return text;
  const variable = `$lang: Language = ${JSON.stringify(language)}`;
  return translated.replace(/^(query \w+)(\(?)/, (_, head: string, open: string) =>
    open === '' ? `${head}(${variable})` : `${head}(${variable}, `,
  );
}

/** A document whose variables have what the page sent as their defaults, so that it runs as it stands, and answers in the page's language. */
export function openDocument(text: string, variables: object, language: string): string {
  const given = new Map(Object.entries(variables).filter(([, value]) => value !== undefined && value !== null));
  return withLanguage(text.trim(), language).replace(
    /\$(\w+): ([[\]\w!]+)(?: = [^,)\n]+)?/g,
    (definition: string, name: string, type: string) => {
      if (!given.has(name)) return definition;
      const isText = TEXTS.has(type.replace(/[[\]!]/g, ''));
      return `$${name}: ${type} = ${literal(given.get(name), isText)}`;
    },
  );
}

/** A value as GraphQL writes it. */
export function literal(value: unknown, isText = true): string {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, isText)).join(', ')}]`;
  if (typeof value === 'string') return isText ? JSON.stringify(value) : value;
  if (typeof value !== 'object' || value === null) return `${value}`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return `{ ${members.map(([name, member]) => `${name}: ${literal(member, !ENUM_MEMBERS.has(name))}`).join(', ')} }`;
}
