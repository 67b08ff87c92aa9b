import fc from 'fast-check';

/** Draws from an arbitrary, as fast-check's `gen` does. */
export type Draw = fc.GeneratorValue;

/** One of the items, drawn by its place: fast-check compares what it draws from, and types of the schema hold each other in circles. */
export const pick = <Item>(draw: Draw, items: readonly Item[]): Item =>
  items[draw(fc.nat, { max: items.length - 1 })] as Item;
/** Whether what happens in so many of a hundred cases happens. */
export const happens = (draw: Draw, percent: number): boolean => draw(fc.integer, { min: 1, max: 100 }) <= percent;
