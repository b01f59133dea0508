import { maxTemplateBytes, prepareTemplate } from '../vtl/render-template.ts';
import { compileMapping, type Mapping, type MappingSide } from './compile-mapping.ts';
import type { Place } from './parse-definition.ts';
import { type ByMediaType, mediaTypeOf } from './select-template.ts';

/** One part of the definition while it is read: where it stands, and who hears of its problems. */
export interface Reading {
  readonly place: Place;
  readonly report: (place: Place, message: string) => void;
}

export function within(reading: Reading, ...keys: readonly (string | number)[]): Reading {
  return { ...reading, place: [...reading.place, ...keys] };
}

export interface NamedMapping {
  readonly name: string;
  readonly map: Mapping;
}

/** Compiles every template, so that one which does not parse, or is over 300 KB, is known at the start. */
export function readTemplates(templates: Readonly<Record<string, string>> = {}, reading: Reading): ByMediaType<string> {
  for (const [type, template] of Object.entries(templates)) {
    const place = [...reading.place, type];
    const bytes = Buffer.byteLength(template);
    if (bytes > maxTemplateBytes)
      reading.report(place, `Expected a template of at most ${maxTemplateBytes} bytes, got ${bytes}.`);
    try {
      prepareTemplate(template);
    } catch (error) {
      reading.report(place, error instanceof Error ? error.message : String(error));
    }
  }
  return new Map(Object.entries(templates).map(([type, template]) => [mediaTypeOf(type), template]));
}

/** `target` is what the names on the left begin with; the rest of a name is a header's. */
export function readMappings(
  mappings: Readonly<Record<string, string>> = {},
  reading: Reading & { readonly side: MappingSide; readonly target: string },
): readonly NamedMapping[] {
  return Object.entries(mappings).flatMap(([key, expression]) => {
    const place = [...reading.place, key];
    const map = compileMapping(expression, reading.side);
    if (!key.startsWith(reading.target)) reading.report(place, `Expected a name that begins with ${reading.target}`);
    if (!map)
      reading.report(
        place,
        `Expected a mapping expression such as 'text' or context.requestId, got \`${expression}\`.`,
      );
    return map ? [{ name: key.slice(reading.target.length), map }] : [];
  });
}
