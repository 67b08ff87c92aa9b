import type { ObjectRef } from '@pothos/core';
import { getRefFromModel } from '@pothos/plugin-prisma';
import type { Prisma } from '../store/generated/prisma/client.ts';
import { builder } from './builder.ts';
import { connectionType } from './connection.ts';
import type { RegionRow } from './loader.ts';

type Types = typeof builder.$inferSchemaTypes;

/** The type that stands for a model. Concept files refer to each other through these, and never import each other. */
const refOf = <Row extends { id: number } = { id: number }>(model: Prisma.ModelName) =>
  getRefFromModel(model, builder) as unknown as ObjectRef<Types, Row>;

export const Dataset = refOf('Dataset');
export const Release = refOf('Release');
export const Source = refOf('Source');
export const Citation = refOf('Citation');
export const Theme = refOf('Theme');
export const Unit = refOf('Unit');
export const Dimension = refOf('Dimension');
export const Category = refOf('Category');
export const Organization = refOf('Organization');
export const Region = refOf<RegionRow>('RegionVersion');
export const WorkingGroup = refOf('WorkingGroup');
export const Programme = refOf('Programme');
export const Task = refOf('Task');
export const TaskReport = refOf('TaskReport');
export const Metric = refOf('Metric');
export const Series = refOf('Series');

export const ReleaseConnection = connectionType(Release, 'Release');
export const SourceConnection = connectionType(Source, 'Source');
export const CitationConnection = connectionType(Citation, 'Citation');
export const OrganizationConnection = connectionType(Organization, 'Organization');
export const RegionConnection = connectionType(Region, 'Region');
export const ProgrammeConnection = connectionType(Programme, 'Programme');
export const TaskConnection = connectionType(Task, 'Task');
export const TaskReportConnection = connectionType(TaskReport, 'TaskReport');
export const MetricConnection = connectionType(Metric, 'Metric');
export const SeriesConnection = connectionType(Series, 'Series');
