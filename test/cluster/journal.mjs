// What was acknowledged and seen when, and whether an answer agrees with it.

/**
 * Releases and reports are counted from 1. An answer shows a release, or reports, or both. Whatever somebody saw in an answer that was
 * complete, or was told to be done, must be in every answer that is asked for after that, on whatever node.
 */
export function openJournal(say) {
  const seen = { release: 0, reports: 0 };
  const acknowledged = { release: 0, notes: new Set() };
  const wrong = [];
  let checked = 0;
  const fail = (text) => {
    if (wrong.length >= 50) return;
    wrong.push(text);
    say(`WRONG  ${text}`);
  };
  return {
    /** What an answer that is asked for now must show at least. */
    floor: () => ({ ...seen, notes: new Set(acknowledged.notes) }),
    acknowledgeRelease: (release) => {
      acknowledged.release = release;
      seen.release = Math.max(seen.release, release);
    },
    acknowledgeReport: (note) => {
      acknowledged.notes.add(note);
      seen.reports = Math.max(seen.reports, acknowledged.notes.size);
    },
    /** @param {{ release?: number, reports?: number, notes?: string[] }} answer */
    check: (who, floor, { release, reports, notes }) => {
      checked += 1;
      if (release !== undefined) {
        if (release < floor.release) fail(`${who}: release ${release} after ${floor.release} was seen`);
        seen.release = Math.max(seen.release, release);
      }
      const count = notes?.length ?? reports;
      if (count !== undefined) {
        if (count < floor.reports) fail(`${who}: ${count} reports after ${floor.reports} were seen`);
        seen.reports = Math.max(seen.reports, count);
      }
      if (notes !== undefined) {
        const given = new Set(notes);
        const lost = [...floor.notes].filter((note) => !given.has(note));
        if (lost.length > 0) fail(`${who}: ${lost.length} acknowledged reports are missing, the first is ${lost[0]}`);
        if (given.size !== notes.length) fail(`${who}: ${notes.length - given.size} reports are there twice`);
      }
    },
    fail,
    wrong,
    checked: () => checked,
    acknowledged: () => ({ release: acknowledged.release, reports: acknowledged.notes.size }),
  };
}
