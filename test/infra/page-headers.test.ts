import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { pageHeaders } from '../../web/page-headers.ts';
import { type Hcl, labelled, parseHcl } from './hcl/parse-hcl.ts';
import { repository } from './tools/tool-path.ts';

test('CloudFront tells browsers what `make up` tells them, and to stay with HTTPS for a year', async () => {
  const module = await parseHcl(join(repository, 'modules/static-site/main.tf'));
  const unit = await parseHcl(join(repository, 'live/_units/static-site.hcl'));

  expect(readHeaders(module, unit)).toEqual({ ...pageHeaders, 'Strict-Transport-Security': 'max-age=31536000' });
});

/** What the module sets, with the policy that the unit gives it. */
function readHeaders(module: Hcl, unit: Hcl): Readonly<Record<string, unknown>> {
  const [[, policy]] = labelled(module.resource as Hcl, 'aws_cloudfront_response_headers_policy') as [[string, Hcl]];
  const [security] = policy.security_headers_config as [Record<string, [Record<string, unknown>]>];
  const [{ items }] = policy.custom_headers_config as [{ items: readonly { header: string; value: string }[] }];
  const { inputs } = unit as { inputs: { content_security_policy: string } };
  const directives = [...inputs.content_security_policy.matchAll(/"([a-z-]+ [^"]+)"/g)].map(
    ([, directive]) => directive,
  );
  return {
    'Content-Security-Policy': directives.join('; '),
    'Referrer-Policy': security.referrer_policy?.[0].referrer_policy,
    'Strict-Transport-Security': `max-age=${security.strict_transport_security?.[0].access_control_max_age_sec}`,
    'X-Content-Type-Options': security.content_type_options && 'nosniff',
    'X-Frame-Options': security.frame_options?.[0].frame_option,
    ...Object.fromEntries(items.map(({ header, value }) => [header, value])),
  };
}
