/**
 * What the work comes to, or what `late` finds where it takes longer than so many milliseconds. From then on the work is given up, and what it comes
 * to tells nothing: it may fail because nobody waits for it.
 */
export function inTime<Result>(
  work: Promise<Result>,
  milliseconds: number,
  late: () => Promise<Error>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(
      () => {
        isLate = true;
        void late().then(reject, reject);
      },
      Math.max(0, milliseconds),
    );
    const settle =
      <Outcome>(take: (outcome: Outcome) => void) =>
      (outcome: Outcome) => {
        clearTimeout(timer);
        if (!isLate) take(outcome);
      };
    work.then(settle(resolve), settle(reject));
  });
}
