function mendStep(step: string): string {
  try {
    return decodeURIComponent(step) && step;
  } catch {
    return step.replaceAll('%', '%25');
  }
}

/** A path that can be read: where the escapes of a step are broken, as in an address that was cut off, each sign of per cent in it stands for itself. */
export const mendPath = (path: string): string => path.split('/').map(mendStep).join('/');
