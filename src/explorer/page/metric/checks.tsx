import { MetricChecksDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { CheckList } from '../../element/check-list.tsx';
import { Await } from '../../element/failure.tsx';
import { useText } from '../../language/text.ts';

/** What arithmetic says of the figures of one metric. */
export function Checks({ code }: { readonly code: string }) {
  const t = useText();
  const answer = useAnswer(MetricChecksDocument, { code });
  return (
    <Await answer={answer}>
      {({ metric }) =>
        metric && metric.checks.totalCount > 0 ? (
          <section aria-labelledby="checks">
            <h2 id="checks">{t('checks.title')}</h2>
            <CheckList checks={metric.checks.nodes} total={metric.checks.totalCount} />
          </section>
        ) : null
      }
    </Await>
  );
}
