import { monthOf, type Day } from './calendar.ts'

/**
 * What is true in the simulated world: every number that a method could be asked to find again. The documentation
 * (`docs/simulator.md`) gives the same numbers in words.
 */
export const truth = {
  /** What each trait adds to a partner's quality, a standard score: the centred trait times its weight. */
  quality: { cloudPractice: 0.8, verticalFocus: 0.5, consultantsDoubling: 0.3, luck: 0.7 },
  /** Traits that are recorded alike and say nothing. */
  noise: ['iso9001', 'followers', 'founded'],
  /** Yearly hazard of leaving: rate × e^(quality × slope). The same at every age. */
  churn: { ratePerYear: 0.1, slope: -0.5, atRiskDaysBefore: 120, dormantDaysBefore: 45 },
  /** Log-odds that an application is approved: base + slope × quality. */
  approval: { base: 1.6, slope: 0.9 },
  /** A partner's influence, the log-odds that its part in a deal adds to winning it: slope × quality + its own part. */
  influence: { slope: 0.35, deviation: 0.6 },
  /** Log-odds of winning: base + influences + training + perDoubling × log2(value / medianEuro). */
  win: { base: -0.7, training: 0.45, perDoubling: -0.1, medianEuro: 28_000 },
  /** Log-odds that a partner trains at all: only traits that are recorded count, so that matching on them suffices. */
  training: { base: -0.7, cloudPractice: 1, consultantsDoubling: 0.25 },
  /** Deals opened a year: by type, times e^(slope × quality), times the season, times how the stage slows it. */
  deals: { slope: 0.3 },
  /** Leads of a funded activity: Poisson of scale × e^(slope × quality) × ln(1 + spend / half). */
  funds: { scale: 8, half: 3000, slope: 0.15 },
  /** Monthly growth of a customer's metered usage: base + slope × quality, times noise of this deviation. */
  usage: { growth: 0.012, slope: 0.008, noise: 0.12, seasonal: 0.08 },
  /** Satisfaction from 0 to 10: mean + slope × quality + noise, less `atRisk` while at risk or dormant. */
  satisfaction: { mean: 7, slope: 0.8, noise: 0.7, atRisk: 1.2 },
  /** Sign-ins a week: e^(log + slope × quality + own part). Planted episodes multiply them by their factor. */
  signIns: { log: -0.2, slope: 0.4, deviation: 0.4, episodes: 0.2, drop: 0.15, spike: 3 },
  /** Of all customers, the share that stands in the list twice. */
  duplicates: 0.04,
} as const

/** How much more or less happens in each month, January first; the mean is 1. */
const season = [0.85, 0.95, 1.15, 0.95, 1, 1.15, 0.8, 0.7, 1.1, 1.05, 1.15, 1.15] as const
export const seasonOf = (day: Day): number => season[monthOf(day)]!

/** How much of what an active partner does it does at another stage. */
export const pace: Readonly<Record<string, number>> = { onboarding: 0.15, active: 1, at_risk: 0.4, dormant: 0.05 }
