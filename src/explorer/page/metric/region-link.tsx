import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Given = Omit<ComponentProps<'a'>, 'href'> & { readonly metric: string; readonly region: string };

/** Shows the metric for another region, and leaves the page where it is scrolled to. */
export function RegionLink({ metric, region, ...rest }: Given) {
  return (
    <Link
      to="/metric/$code"
      params={{ code: metric }}
      search={(now) => ({ ...now, region })}
      resetScroll={false}
      {...rest}
    />
  );
}
