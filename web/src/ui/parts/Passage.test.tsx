import { expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { Passage } from './Passage.tsx';

test('marks every second piece of a passage and no other', () => {
  render(
    <p>
      <Passage pieces={['Crime and ', 'Punishment', ', a <b>novel</b>']} />
    </p>,
  );

  const marked = screen.getAllByText(/./, { selector: 'mark' }).map((mark) => mark.textContent);

  expect(marked).toEqual(['Punishment']);
  expect(screen.getByText(/a <b>novel/)).toBeTruthy();
});
