/** Types whose values are written as text; values of all others but numbers, lists and objects are names of an enum. */
const TEXTS = new Set(['String', 'ID', 'Date', 'DateTime', 'Period', 'Decimal', 'Language']);
/** Members of input objects whose values are names of an enum. */
export const ENUM_MEMBERS: ReadonlySet<string> = new Set([
  'frequency', 'changes', 'orderBy', 'status', 'light', 'level', 'role', 'basis', 'statusFlags', 'overTime', 'toLevel',
  'kinds', 'rules', 'verdicts', 'without',
]); // biome-ignore format: one list

/** A document whose variables have what the page sent as their defaults, so that it runs as it stands. */
export function openDocument(text: string, variables: object): string {
  const given = new Map(Object.entries(variables).filter(([, value]) => value !== undefined && value !== null));
  return text
    .trim()
    .replace(/\$(\w+): ([[\]\w!]+)(?: = [^,)\n]+)?/g, (definition: string, name: string, type: string) => {
      if (!given.has(name)) return definition;
      const isText = TEXTS.has(type.replace(/[[\]!]/g, ''));
      return `$${name}: ${type} = ${literal(given.get(name), isText)}`;
    });
}

/** A value as GraphQL writes it. */
export function literal(value: unknown, isText = true): string {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, isText)).join(', ')}]`;
  if (typeof value === 'string') return isText ? JSON.stringify(value) : value;
  if (typeof value !== 'object' || value === null) return `${value}`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return `{ ${members.map(([name, member]) => `${name}: ${literal(member, !ENUM_MEMBERS.has(name))}`).join(', ')} }`;
}
