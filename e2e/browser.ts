import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { administrator, type Hansa } from './hansa.ts'

/** A signed-out browser says so in its console for every call that it is refused. */
const signedOut = /Failed to load resource: the server responded with a status of 401/

/** A page of a real browser that takes note of everything that goes wrong on it. */
export class Tab {
  readonly page: Page
  readonly #browser: Browser
  #problems: string[] = []

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser
    this.page = page
    // What the content security policy refuses is an error on the console too.
    page.on('console', (message) => {
      if (message.type() === 'error' && !signedOut.test(message.text())) this.#problems.push(message.text())
    })
    page.on('pageerror', (error) => this.#problems.push(String(error)))
  }

  /**
   * @param language chosen in the menu before, instead of the browser's own
   * @param options what else sets this browser apart: its locale, a telephone's size
   */
  static async open(
    hansa: Hansa,
    { language, ...options }: BrowserContextOptions & { language?: string } = {},
  ): Promise<Tab> {
    const executablePath = process.env.HANSA_BROWSER ?? '/usr/bin/chromium'
    const browser = await chromium.launch({ executablePath })
    const context = await browser.newContext({
      baseURL: hansa.address,
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      ...options,
    })
    if (language) await context.addInitScript((name) => localStorage.setItem('hansa-language', name), language)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    return new Tab(browser, page)
  }

  /** Throws what went wrong since the last time: errors on the console, exceptions, refusals of the security policy. */
  expectNoProblems(): void {
    expect(this.takeProblems()).toEqual([])
  }

  /** What went wrong since the last time, for a test that asked for it. */
  takeProblems(): string[] {
    const problems = this.#problems
    this.#problems = []
    return problems
  }

  close(): Promise<void> {
    return this.#browser.close()
  }

  /** @param at which door: the workspace's, unless it is said */
  async signIn({ email, password } = administrator, at = '/sign-in'): Promise<void> {
    await this.page.goto(at)
    await this.page.getByLabel('E-mail').fill(email)
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
    await this.title('Home')
  }

  /** Waits for the page with this title. */
  async title(name: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name }).waitFor()
  }

  /** Waits until nothing on the page is still being loaded. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState('networkidle')
  }

  /** No rule of WCAG 2.2 AA that a machine can check is broken, in light and in dark. */
  async expectAccessible(): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await this.page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      let found = await this.#broken(tags)
      // The other colours come a moment after the browser asks for them.
      for (let tries = 0; found.length > 0 && tries < 3; tries++) {
        await this.page.waitForTimeout(400)
        found = await this.#broken(tags)
      }
      expect({ at: this.page.url(), colorScheme, found }).toEqual({ at: this.page.url(), colorScheme, found: [] })
    }
    await this.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  }

  async #broken(tags: string[]): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(tags).analyze()
    const where = (nodes: { html: string }[]) => nodes.map((node) => node.html).slice(0, 3)
    return violations.map(({ id, nodes }) => `${id}: ${where(nodes).join(' ')}`)
  }

  /** On a telephone the page does not scroll sideways. */
  async expectFitsTelephone(): Promise<void> {
    const size = this.page.viewportSize()!
    await this.page.setViewportSize({ width: 400, height: 800 })
    const beyond = () =>
      this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    await expect.poll(beyond, { message: `${this.page.url()} scrolls sideways`, timeout: 5_000 }).toBe(0)
    await this.page.setViewportSize(size)
  }
}
