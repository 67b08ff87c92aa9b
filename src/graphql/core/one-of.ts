/** Whether a value is one of those that a filter names; without a list, every value is. A list may be long, and is searched for each row. */
export function isOneOf<Value>(wanted: readonly Value[] | null | undefined): (value: Value) => boolean {
  if (!wanted) return () => true;
  const values = new Set(wanted);
  return (value) => values.has(value);
}
