/** How often the event loop goes round while something is done. */
export async function countRounds(work: () => Promise<unknown>): Promise<number> {
  let rounds = 0;
  let isGoing = true;
  const count = () => {
    rounds += 1;
    if (isGoing) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isGoing = false;
  return rounds;
}
