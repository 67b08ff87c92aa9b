const isReadable = (step: string): boolean => {
  try {
    decodeURIComponent(step);
    return true;
  } catch {
    return false;
  }
};

/** A path that can be read: where the escapes of a step are broken, as in an address that was cut off, each sign of per cent in it stands for itself. */
export const mendPath = (path: string): string =>
  path
    .split('/')
    .map((step) => (isReadable(step) ? step : step.replaceAll('%', '%25')))
    .join('/');
