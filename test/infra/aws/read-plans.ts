import { join } from 'node:path';
import type { Stage } from './open-stage.ts';

/** A resource that a plan would change, and which of its attributes. */
export interface Change {
  readonly address: string;
  readonly actions: readonly string[];
  /** Empty for what is made or destroyed. */
  readonly attributes: readonly string[];
}

const planFile = 'millrace.tfplan';

/** By unit. */
export type Plans = Readonly<Record<string, readonly Change[]>>;

/** Plans all units and gives each unit's changes; the text of the run when it failed. */
export async function planAll(stage: Stage): Promise<Plans | string> {
  const { status, output } = await stage.all('plan', `-out=${planFile}`);
  if (status !== 0) return output;
  // Terraform takes seconds to say what a plan holds: several at once.
  const plans: Record<string, readonly Change[]> = Object.fromEntries(stage.units.map((unit) => [unit, []]));
  const left = [...stage.units];
  const read = async (): Promise<void> => {
    for (let unit = left.shift(); unit !== undefined; unit = left.shift()) plans[unit] = await readPlan(stage, unit);
  };
  await Promise.all([read(), read(), read()]);
  return plans;
}

async function readPlan(stage: Stage, unit: string): Promise<readonly Change[]> {
  const folder = stage.workingFolder(unit);
  const { status, output } = await stage.run('terraform', ['show', '-json', join(folder, planFile)], folder);
  if (status !== 0) throw new Error(`Expected the plan of ${unit} to be shown, got:\n${output}`);
  return toChanges(JSON.parse(output.slice(output.indexOf('{'))));
}

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown: Readonly<Record<string, unknown>>;
    };
  }[];
}

/** What Terraform's own JSON of a plan says is to be done. Reading data is no change. */
export function toChanges(plan: Plan): readonly Change[] {
  return (plan.resource_changes ?? []).flatMap(({ address, change }) => {
    const { actions, before, after, after_unknown: unknown } = change;
    if (actions.every((action) => action === 'no-op' || action === 'read')) return [];
    const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown)]);
    const isOther = (name: string): boolean =>
      unknown[name] === true || JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]);
    return [{ address, actions, attributes: before && after ? [...names].filter(isOther).sort() : [] }];
  });
}
