/** The role without rights that every reader is a member of: how the watch knows them, whatever they are called. */
export const READERS = 'govgraph_reader';
