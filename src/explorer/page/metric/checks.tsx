import { MetricChecksDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Checked } from '../../element/check-list.tsx';
import { Await } from '../../element/failure.tsx';

/** What arithmetic says of the figures of one metric. */
export function Checks({ code }: { readonly code: string }) {
  const answer = useAnswer(MetricChecksDocument, { code });
  return <Await answer={answer}>{({ open, passed }) => <Checked open={open} passed={passed} />}</Await>;
}
