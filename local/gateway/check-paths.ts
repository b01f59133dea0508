import type { Definition } from './definition.ts';
import type { Place } from './parse-definition.ts';

const segment = /^(?:[A-Za-z0-9._,:-]+|\{[A-Za-z0-9._-]+\})$/;

/**
 * Reports paths and model names that API Gateway refuses on import.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function checkPaths(definition: Definition, report: (place: Place, message: string) => void): void {
  const variables = new Map<string, string>();
  for (const path of Object.keys(definition.paths)) {
    const place = ['paths', path];
    if (!path.startsWith('/')) report(place, 'Expected a path that begins with `/`.');
    const segments = path === '/' ? [] : path.split('/').slice(1);
    for (const [index, part] of segments.entries()) {
      if (!segment.test(part))
        report(place, `Expected a segment of letters, digits and ._,:- or one {parameter}, got \`${part}\`.`);
      if (!part.startsWith('{')) continue;
      const parent = segments.slice(0, index).join('/');
      const sibling = variables.get(parent) ?? part;
      if (sibling !== part)
        report(place, `Expected one name for the parameter after \`/${parent}\`, got ${sibling} and ${part}.`);
      variables.set(parent, sibling);
    }
  }
  for (const name of Object.keys(definition.components?.schemas ?? {})) {
    if (!/^[A-Za-z0-9]+$/.test(name))
      report(['components', 'schemas', name], 'Expected a model name of letters and digits.');
  }
}
