/** Makes something when it is first asked for, and keeps it. What could not be made is not kept: whoever asks next has it tried again. */
export function makeOnce<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let kept: Promise<Made> | null = null;
  return () => {
    kept ??= make().catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}
