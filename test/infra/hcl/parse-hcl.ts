import { readFileSync } from 'node:fs';
import { parse } from '@cdktf/hcl2json';

/** HCL as its JSON: blocks as lists below their labels, expressions as texts within `${}`. */
export type Hcl = { readonly [key: string]: unknown };

/** Throws a syntax error that names the file. */
export async function parseHcl(file: string, text: string = readFileSync(file, 'utf8')): Promise<Hcl> {
  return parse(file, text);
}

/** Whether it has names below it. */
export const isHcl = (value: unknown): value is Hcl =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The blocks of one kind with one label: `variable "name" {…}`, each with its label. */
export function labelled(hcl: Hcl, kind: string): readonly (readonly [label: string, body: Hcl])[] {
  const blocks = hcl[kind];
  return isHcl(blocks) ? Object.entries(blocks).map(([label, bodies]) => [label, firstBody(bodies)] as const) : [];
}

/** The blocks of one kind without a label: `locals {…}`. */
export function unlabelled(hcl: Hcl, kind: string): readonly Hcl[] {
  const blocks = hcl[kind];
  return Array.isArray(blocks) ? blocks.filter(isHcl) : [];
}

function firstBody(bodies: unknown): Hcl {
  const body = Array.isArray(bodies) ? bodies[0] : bodies;
  return isHcl(body) ? body : {};
}

/** `${var.x}` as `var.x`; a text with more than one expression stays as it is. */
export function expressionOf(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const whole = /^\$\{([\s\S]*)\}$/.exec(value);
  return whole?.[1] ?? value;
}
