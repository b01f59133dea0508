import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { DefinitionError, type DefinitionProblem } from './definition-error.ts';
import { fillPlaceholders } from './fill-placeholders.ts';

/** Keys and indexes from the root of the document. */
export type Place = readonly (string | number)[];

export interface ParsedDefinition {
  /** Plain data; what an alias names is one object, shared. */
  readonly value: unknown;
  /** A problem at that place, with the line of the nearest part of it that stands in the file. */
  readonly problemAt: (place: Place, message: string) => DefinitionProblem;
}

/**
 * Fills the placeholders and reads the YAML: 1.2 with anchors and `<<` merges, as Terraform's `yamldecode` reads it.
 * Throws one DefinitionError with all problems of the first step that fails.
 */
export function parseDefinition(text: string, values: Readonly<Record<string, string>>): ParsedDefinition {
  const lineCounter = new LineCounter();
  const document = parseDocument(fillPlaceholders(text, values), { lineCounter, merge: true, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    throw new DefinitionError(
      faults.map(({ message, pos }) => ({ line: lineCounter.linePos(pos[0]).line, place: '', message })),
    );
  }
  return {
    value: toData(document),
    problemAt: (place, message) => {
      const offset = offsetOf(document, place);
      const line = offset === undefined ? undefined : lineCounter.linePos(offset).line;
      return { line, place: place.join('.'), message };
    },
  };
}

function toData(document: Document.Parsed): unknown {
  try {
    // Templates are shared by many routes: the package's own guard against alias bombs would refuse that.
    return document.toJS({ maxAliasCount: -1 });
  } catch (error) {
    throw new DefinitionError([{ place: '', message: error instanceof Error ? error.message : String(error) }]);
  }
}

/** Where the deepest part of the place that exists begins; follows aliases and merges. */
function offsetOf(document: Document.Parsed, place: Place): number | undefined {
  let node = resolve(document, document.contents);
  let offset = node?.range?.[0];
  for (const key of place) {
    const found = childOf(document, node, key);
    if (found === undefined) break;
    offset = found.offset ?? offset;
    node = found.node;
  }
  return offset;
}

interface Child {
  readonly node: Node | undefined;
  readonly offset: number | undefined;
}

function childOf(document: Document.Parsed, parent: Node | undefined, key: string | number): Child | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(key)];
    return isNode(item) ? { node: resolve(document, item), offset: item.range?.[0] } : undefined;
  }
  if (!isMap(parent)) return undefined;
  for (const { key: name, value } of parent.items) {
    if (!isScalar(name) || String(name.value) !== String(key)) continue;
    return { node: resolve(document, isNode(value) ? value : undefined), offset: name.range?.[0] };
  }
  for (const { key: name, value } of parent.items) {
    if (!isScalar(name) || name.source !== '<<' || !isNode(value)) continue;
    const sources = isSeq(value) ? value.items.filter(isNode) : [value];
    for (const source of sources) {
      const found = childOf(document, resolve(document, source), key);
      if (found) return found;
    }
  }
  return undefined;
}

function resolve(document: Document.Parsed, node: Node | null | undefined): Node | undefined {
  return (isAlias(node) ? node.resolve(document) : node) ?? undefined;
}
