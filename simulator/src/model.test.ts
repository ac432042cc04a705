import { expect, test } from 'vitest'
import { dayOf } from './calendar.ts'
import { simulate } from './facts.ts'
import { Neighbours, partnerOf } from './partner.ts'
import type { Fact } from './shape.ts'
import type { World } from './world.ts'

const world: World = { seed: 7, partners: 60, start: dayOf('2022-01-01'), end: dayOf('2025-01-01') }
const textOf = (facts: Iterable<Fact>) => [...facts].map((fact) => JSON.stringify(fact))
const first = textOf(simulate(world))
const rows = (to: Fact['to']) => [...simulate(world)].flatMap((fact) => (fact.to === to ? [fact.row] : []))

test('the same seed gives the same, another seed something else', () => {
  expect(textOf(simulate(world))).toEqual(first)
  expect(textOf(simulate({ ...world, seed: 8 }))).not.toEqual(first)
})

test('a larger run begins with the partners of a smaller one, unchanged', () => {
  const larger = textOf(simulate({ ...world, partners: 90 }))
  // The first line tells the size of the run.
  expect(larger.slice(1, first.length)).toEqual(first.slice(1))
  expect(larger.length).toBeGreaterThan(first.length)
})

test('a run streams: the first rows of a million partners are there at once, and no more than a few partners are remembered', () => {
  const huge = { ...world, partners: 1_000_000 }
  let seen = 0
  for (const fact of simulate(huge)) if (fact.to !== 'truth' && ++seen === 2000) break
  expect(seen).toBe(2000)
  const neighbours = new Neighbours(huge)
  for (let index = 0; index < 1000; index++) neighbours.get(index)
  expect(neighbours.size).toBeLessThanOrEqual(120)
})

test('nothing happens after the end of the run, and what is imported holds nothing of the truth', () => {
  const imported = [...simulate(world)].filter((fact) => fact.to !== 'truth')
  const days = ['day', 'stageDay', 'openedOn', 'since', 'happenedAt', 'submittedAt'] as const
  for (const { row } of imported)
    for (const name of days)
      if (row[name]) expect(String(row[name]) < '2025-01-01', `${name} ${String(row[name])}`).toBe(true)
  const names = new Set(imported.flatMap(({ row }) => Object.keys(row)))
  for (const hidden of ['quality', 'influence', 'logOdds', 'churnPerYear', 'won', 'episode'])
    expect(names).not.toContain(hidden)
})

test('companies have names of their own, and all addresses are under .example', () => {
  const partners = Array.from({ length: 12_000 }, (_, index) => partnerOf(world, index).company)
  expect(new Set(partners.map((company) => company.core)).size).toBe(partners.length)
  expect(new Set(partners.map((company) => company.domain)).size).toBe(partners.length)
  const addresses = [
    ...rows('organizations').map((row) => row.website),
    ...[...rows('people'), ...rows('applications')].map((row) => row.email),
  ]
  for (const address of addresses) expect(address ?? '.example').toMatch(/^[a-z0-9.@-]*\.example$/)
})

test('every key that a row refers to has a company', () => {
  const known = new Set(rows('organizations').map((row) => row.key))
  const named = (
    ['partnerships', 'people', 'relationships', 'deals', 'revenue', 'certifications', 'satisfaction', 'events'] as const
  )
    .flatMap((to) => rows(to))
    .flatMap((row) => [row.key, row.partnerKey, row.toKey, row.parentKey])
  for (const key of named) if (key) expect(known).toContain(key)
})

test('duplicates are written differently, and the truth tells what they are', () => {
  const names = new Map(rows('organizations').map((row) => [row.key, row.name]))
  const twice = rows('truth').filter((row) => 'what' in row && row.what === 'duplicate') as {
    key: string
    of: string
  }[]
  expect(twice.length).toBeGreaterThan(3)
  for (const { key, of } of twice) {
    expect(names.get(key)).toBeTruthy()
    expect(names.get(key)).not.toBe(names.get(of))
  }
})
