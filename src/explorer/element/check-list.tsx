import { Link } from '@tanstack/react-router';
import { useScope } from '../address/scope.ts';
import type { CheckPageFragment } from '../api/generated/graphql.ts';
import { groupDigits, unitWords } from '../language/figure.ts';
import { beginLine } from '../language/line-start.ts';
import { idOf, useText } from '../language/text.ts';
import { CutNote } from './cut-note.tsx';

type Check = CheckPageFragment['nodes'][number];

const SIGNS: Readonly<Record<Check['verdict'], string>> = { PASS: '✓', WARN: '!', FAIL: '✕', NOT_CHECKABLE: '?' };

/** What a check has come to, by a sign and in words. */
export function Verdict({ of }: { readonly of: Check['verdict'] }) {
  const t = useText();
  return (
    <span className={`verdict is-${of.toLowerCase()}`}>
      <span aria-hidden="true">{SIGNS[of]}</span> {t(idOf('verdict', of))}
    </span>
  );
}

/** What arithmetic says of figures: first what needs a look, then, folded, what is right. Nothing where nothing was checked. */
export function Checked({ open, passed }: { readonly open: CheckPageFragment; readonly passed: CheckPageFragment }) {
  const t = useText();
  if (open.totalCount + passed.totalCount === 0) return null;
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{t('checks.title')}</h2>
      <p className="muted">{t('checks.summary', { passed: passed.totalCount, open: open.totalCount })}</p>
      <CheckList checks={open.nodes} total={open.totalCount} />
      {passed.totalCount > 0 && (
        <details className="twin">
          <summary>{t('checks.passed', { count: passed.totalCount })}</summary>
          <CheckList checks={passed.nodes} total={passed.totalCount} />
        </details>
      )}
    </section>
  );
}

/** Checks in sentences, as the API writes them. */
function CheckList({ checks, total }: { readonly checks: readonly Check[]; readonly total: number }) {
  const t = useText();
  const { language } = useScope();
  return (
    <>
      <ul className="checks">
        {checks.map((check) => (
          <li key={check.id}>
            <Verdict of={check.verdict} />
            <span>
              {check.explanation}
              <small className="muted">
                <Link
                  to="/metric/$code"
                  params={{ code: check.metric.code }}
                  search={(now) => ({ ...now, region: check.region.code })}
                >
                  {beginLine(check.metric.name)}
                </Link>{' '}
                · {unitWords(check.metric.unit, check.metric.unitMultiplier, language)} · {t(idOf('check', check.rule))}{' '}
                · {check.region.name} · {check.periodLabel}
                {check.reported && check.expected && (
                  <span className="digits">
                    {' '}
                    ·{' '}
                    {t('checks.numbers', {
                      reported: groupDigits(check.reported),
                      expected: groupDigits(check.expected),
                    })}
                  </span>
                )}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <CutNote shown={checks.length} total={total} />
    </>
  );
}
