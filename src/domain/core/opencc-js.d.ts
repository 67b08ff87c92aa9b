/** Tables of characters: `from to|from to|…`. The package describes the types of its converters only. */
declare module 'opencc-js/dict/*' {
  const table: string;
  // biome-ignore lint/style/noDefaultExport: the package exports its tables in this way
  export default table;
}
