import { expect } from 'vitest'
import type { Tab } from './browser.ts'

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Sends a claim as the portal's form does. @returns its id */
export async function sendClaim(tab: Tab, customerName: string, customerDomain: string): Promise<string> {
  const answer = await tab.page.request.post('/api/portal/registrations', {
    headers: { 'x-hansa': '1' },
    data: {
      customerName,
      customerDomain,
      country: 'DE',
      contactName: 'Mia Muster',
      families: ['all'],
      value: { amount: 12_000_000, currency: 'EUR' },
      expectedCloseOn: day(60),
      evidence: 'Two workshops with the head of production, and an offer on paper.',
      evidenceOn: day(-3),
      send: true,
    },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  return ((await answer.json()) as { id: string }).id
}
