import { screen, within } from '@testing-library/react';
import type { RenderedPage } from './render-page.tsx';

/** Where every command that was sent says how far it is. */
export const corner = () => within(screen.getByRole('region', { name: 'What was asked for' }));

export const field = (name: RegExp) => screen.getByRole('textbox', { name });

/** Undefined: there is no such field. */
export const typedInto = (name: RegExp) => screen.queryByRole<HTMLInputElement>('textbox', { name })?.value;

export async function press(page: RenderedPage, name: string): Promise<void> {
  await page.user.click(screen.getByRole('button', { name }));
  await page.pass(0);
}
