/** Each name is a series that the server and Prometheus keep, and clients choose the names. */
const MAX_NAMES = 100;
const MAX_LENGTH = 60;
const NO_NAME = 'unnamed';
const OTHER = 'other';

/** Gives each operation a label: its name while there are few, `other` for those that come later. */
export function createOperationLabels(max: number = MAX_NAMES): (name: string | null) => string {
  const known = new Set<string>();
  return (name) => {
    if (name === null) return NO_NAME;
    if (known.has(name)) return name;
    if (known.size >= max || name.length > MAX_LENGTH || !/^\w+$/.test(name)) return OTHER;
    known.add(name);
    return name;
  };
}
