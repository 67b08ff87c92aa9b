import { expect, test } from 'vitest';
import { WANTED } from '../../../src/domain/core/turns.ts';
import { takeTurn } from '../../../src/graphql/core/turn.ts';
import { countRounds } from '../../support/rounds.ts';

/** Works without a pause, as a search does. */
function hold(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('the event loop goes round between fields that hold it, however many ask at once', async () => {
  const order: number[] = [];
  const fields = () =>
    Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        await takeTurn('one', WANTED);
        hold(15);
        order.push(index);
      }),
    );
  const rounds = await countRounds(fields);
  expect(rounds).toBeGreaterThanOrEqual(9);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
