/** A path that is not well encoded is read as it is written, so that the page says what there is not. The router would show nothing. */
const { pathname, search, hash } = location;
if (!isEncoded(pathname)) history.replaceState(null, '', pathname.replaceAll('%', '%25') + search + hash);

function isEncoded(path: string): boolean {
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}
