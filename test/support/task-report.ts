import { type Ask, dataOf } from './graph.ts';

type Row = Readonly<Record<string, unknown>>;
interface Report extends Row {
  readonly reportedAt: string;
  readonly progress: string | null;
  readonly rating: Row | null;
  readonly reportedBy: Row | null;
}

/** What the graph says of all reports of the projects, as a row of the table of reports has it. */
export async function toldReports(ask: Ask, lang: string): Promise<Row[]> {
  const { tasks } = await dataOf(
    ask(`{ tasks(first: 100, where: { dataset: "projects" }) { nodes { code reports(first: 100) { nodes { reportedAt status progress
  rating { code name(lang: "${lang}") light } reportedBy { code name(lang: "${lang}") } note(lang: "${lang}") } } } } }`),
  );
  const dayIn = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' });
  return tasks.nodes.flatMap(({ code, reports }: { code: string; reports: { nodes: Report[] } }) =>
    reports.nodes.map(({ reportedAt, progress, rating, reportedBy, status, note }) => ({
      taskCode: code,
      reportedAt: new Date(reportedAt).toISOString(),
      reportedOn: dayIn.format(new Date(reportedAt)),
      status,
      progress: progress === null ? null : Number(progress),
      rating: rating?.code ?? null,
      ratingName: rating?.name ?? null,
      ratingLight: rating?.light ?? null,
      reportedByCode: reportedBy?.code ?? null,
      reportedByName: reportedBy?.name ?? null,
      note: note ?? null,
    })),
  );
}
