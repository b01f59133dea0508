/** Templates or models by media type, in the order of the definition. */
export type ByMediaType<Value> = ReadonlyMap<string, Value>;

export type PassthroughBehavior = 'when_no_match' | 'when_no_templates' | 'never';

/** Type and subtype in lower case: parameters such as charset never count. A missing header means JSON. */
export function mediaTypeOf(header: string | undefined): string {
  return header?.split(';')[0]?.trim().toLowerCase() || 'application/json';
}

/** The template for a Content-Type; or that the body passes as it is; or that the type is refused (415). */
export function selectRequestTemplate(
  templates: ByMediaType<string>,
  passthroughBehavior: PassthroughBehavior,
  contentType: string | undefined,
): { readonly template: string } | 'passthrough' | 'unsupported' {
  const template = templates.get(mediaTypeOf(contentType)) ?? templates.get('$default');
  if (template !== undefined) return { template };
  switch (passthroughBehavior) {
    case 'never':
      return 'unsupported';
    case 'when_no_templates':
      return templates.size === 0 ? 'passthrough' : 'unsupported';
    case 'when_no_match':
      return 'passthrough';
  }
}

/**
 * The template for an Accept header, of which only the first type counts. What matches none gets JSON, or the first
 * template there is; undefined when there is none at all.
 */
export function selectResponseTemplate(templates: ByMediaType<string>, accept: string | undefined): string | undefined {
  const wanted = mediaTypeOf(accept?.split(',')[0]);
  return templates.get(wanted) ?? templates.get('application/json') ?? templates.values().next().value;
}
