import { expect, test } from '@jest/globals';
import { entities } from '../../entities/registry.ts';
import { describeFields } from './describe-fields.ts';
import { findMainField } from './find-main-field.ts';

test('is what weighs most, the first of equals, and can be compared whole', () => {
  const mains = entities.map((entity) => [entity.name, findMainField(entity)] as const);

  expect(mains).toEqual([
    ['Author', 'name'],
    ['Book', 'title'],
    ['Rental', undefined],
    ['User', 'name'],
    ['Heartbeat', undefined],
  ]);
  for (const entity of entities) {
    const main = findMainField(entity);
    if (main !== undefined) expect(describeFields(entity).get(main)?.exact).toBe(`${main}.keyword`);
  }
});
