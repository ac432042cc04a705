export { type Baseline, type BaselineOptions, expectedCount, fitBaseline } from './baseline.ts'
export type { Episode } from './episode.ts'
export { type FalseDiscovery, falseDiscovery } from './false-discovery.ts'
export { type FarringtonOptions, type FarringtonWeek, farringtonWeek } from './farrington.ts'
export { type Segment, segmentOf, type SegmentOptions } from './segment.ts'
export { silenceWeeks } from './sparse.ts'
export { type AlarmShares, type ThresholdOptions, Thresholds } from './thresholds.ts'
export {
  type CountWatch,
  type NewWeek,
  type StartedWatch,
  startWatch,
  type WatchOptions,
  watchWeek,
  type WeekVerdict,
} from './watch.ts'
export { rampUp, type WeekFacts, type WeeklyRows, type WeeklySeries, weeklySeries } from './weekly-series.ts'
