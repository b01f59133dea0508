import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { picturesFolder } from '../pictures-folder.ts';
import { pageUrl } from './stack.ts';

const flags = [
  // To root Chromium refuses its sandbox.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const lastViews = `${picturesFolder}/last`;

/** A window of its own, as of another person: nothing is shared with the other ones. */
export type OpenWindow = (path: string, options?: BrowserContextOptions) => Promise<Page>;

/**
 * One Chromium for a file of tests. After each test its windows are closed; what they showed last is kept as a picture, and
 * the test fails when a page has complained in its console, thrown, or asked anybody but its own origin.
 */
export function useBrowser(): OpenWindow {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let faults: string[] = [];

  beforeAll(async () => {
    const executablePath = process.env.MILLRACE_TEST_CHROMIUM ?? '';
    browser = await chromium.launch({ executablePath, args: flags, timeout: 120_000 });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    const closing = contexts;
    contexts = [];
    await keepLastViews(closing.flatMap((context) => context.pages()));
    await Promise.all(closing.map((context) => context.close()));
    const said = faults;
    faults = [];
    expect(said).toEqual([]);
  });

  return async (path, options = {}) => {
    const context = await browser.newContext({ baseURL: pageUrl, viewport: { width: 1_280, height: 900 }, ...options });
    context.setDefaultTimeout(60_000);
    contexts.push(context);
    const page = await context.newPage();
    watch(page, (fault) => faults.push(fault));
    await page.goto(path);
    return page;
  };
}

function watch(page: Page, complain: (fault: string) => void): void {
  page.on('pageerror', (error) => complain(`thrown: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // That a request was refused is the business of the test: Chromium says each one here.
    const isRefusal = new URL(message.location().url || pageUrl).pathname.startsWith('/api/');
    if ((message.type() === 'error' || message.type() === 'warning') && !isRefusal) {
      complain(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${pageUrl}/`)) complain(`asked: ${request.url()}`);
  });
}

async function keepLastViews(pages: readonly Page[]): Promise<void> {
  const name = (expect.getState().currentTestName ?? 'test').replace(/[^a-z0-9]+/gi, '-').slice(0, 80);
  for (const [place, page] of pages.entries()) {
    await page.screenshot({ path: `${lastViews}/${name}-${place + 1}.png` });
  }
}
