import type { ReleaseListQuery } from '../../api/generated/graphql.ts';

export type Release = NonNullable<ReleaseListQuery['dataset']>['releases']['nodes'][number];

/** The moment from which a release is what readers see. */
export const momentOf = ({ publishedAt, importedAt }: Release): string => publishedAt ?? importedAt ?? '';
