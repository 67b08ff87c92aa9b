// What a client found against what plain SQL says.
import { isDeepStrictEqual } from 'node:util';

const DIFFERENCE = 1e-9;

/** Sums of doubles may differ in their last digits; nothing else may differ at all. */
function equal(found, expected) {
  if (typeof found === 'number' && typeof expected === 'number')
    return (
      found === expected || Math.abs(found - expected) <= DIFFERENCE * Math.max(Math.abs(found), Math.abs(expected))
    );
  if (Array.isArray(found) && Array.isArray(expected))
    return found.length === expected.length && found.every((one, index) => equal(one, expected[index]));
  return isDeepStrictEqual(found, expected);
}

/** The first place where two structures differ, so that long ones need not be shown whole. */
function difference(found, expected, path = '') {
  const isTree = (value) => value !== null && typeof value === 'object';
  if (!isTree(found) || !isTree(expected)) return `${path || 'it'} is ${shown(found)}, expected ${shown(expected)}`;
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const key = keys.find((one) => !equal(found[one], expected[one]));
  return difference(found[key], expected[key], path ? `${path}.${key}` : key);
}

const shown = (value) => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

export class Findings {
  checks = 0;
  /** @type {string[]} */
  wrong = [];

  check = (what, found, expected) => {
    this.checks++;
    if (!equal(found, expected)) this.wrong.push(`${what}: ${difference(found, expected)}`);
  };

  fail(error) {
    this.wrong.push(error?.stack ?? String(error));
  }
}
