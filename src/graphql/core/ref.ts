import { getRefFromModel, type PrismaModelTypes, type PrismaObjectRef } from '@pothos/plugin-prisma';
import type * as Row from '../../database/generated/prisma/client.ts';
import type { RegionRow } from '../../read/catalogue/catalogue.ts';
import type { CitationRow } from '../../read/catalogue/citation.ts';
import type { SeriesRow } from '../../read/observation/series.ts';
import type { TaskRow } from '../../read/plan/task.ts';
import type { TaskReportRow } from '../../read/plan/task-link.ts';
import { builder } from './builder.ts';
import { connectionType } from './connection.ts';

type Types = typeof builder.$inferSchemaTypes;

/**
 * The type that stands for a model whose rows are held whole. Concept files refer to each other through these, and never import each other.
 * The plugin knows a reference by its name alone, and not what its rows are.
 */
const refOf = <Shape>(model: Row.Prisma.ModelName) =>
  getRefFromModel(model, builder) as PrismaObjectRef<Types, PrismaModelTypes, Shape>;

export const Dataset = refOf<Row.Dataset>('Dataset');
export const Release = refOf<Row.Release>('Release');
export const Source = refOf<Row.Source>('Source');
export const Theme = refOf<Row.Theme>('Theme');
export const Unit = refOf<Row.Unit>('Unit');
export const Dimension = refOf<Row.Dimension>('Dimension');
export const Category = refOf<Row.Category>('Category');
export const Organization = refOf<Row.Organization>('Organization');
export const Region = refOf<RegionRow>('RegionVersion');
export const WorkingGroup = refOf<Row.WorkingGroup>('WorkingGroup');
export const Programme = refOf<Row.Programme>('Programme');
export const Rating = refOf<Row.Rating>('Rating');
export const Metric = refOf<Row.Metric>('Metric');

/** What grows is read by statements of our own, which answer rows of these shapes. */
export const Citation = builder.objectRef<CitationRow>('Citation');
export const Task = builder.objectRef<TaskRow>('Task');
export const TaskReport = builder.objectRef<TaskReportRow>('TaskReport');
export const Series = builder.objectRef<SeriesRow>('Series');

export const ReleaseConnection = connectionType(Release, 'Release', 'releases');
export const SourceConnection = connectionType(Source, 'Source', 'sources');
export const CitationConnection = connectionType(Citation, 'Citation', 'citations');
export const OrganizationConnection = connectionType(Organization, 'Organization', 'organisations');
export const RegionConnection = connectionType(Region, 'Region', 'regions');
export const ProgrammeConnection = connectionType(Programme, 'Programme', 'programmes');
export const TaskConnection = connectionType(Task, 'Task', 'tasks');
export const TaskReportConnection = connectionType(TaskReport, 'TaskReport', 'task reports');
export const MetricConnection = connectionType(Metric, 'Metric', 'metrics');
export const SeriesConnection = connectionType(Series, 'Series', 'series');
