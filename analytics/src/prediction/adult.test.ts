import { expect } from 'vitest'
import { AdditivePredictor, fitAdditiveModel, fitLogisticModel, predictionMetrics, predictLogistic } from '../index.ts'
import { adultTable } from '../testing/adult.ts'
import { referenceTest } from '../testing/reference.ts'

referenceTest(
  'Adult: AUC within 0.003 of boosted trees (0.929), calibration error at most 0.01, above the plain baseline',
  ['adult_train.csv', 'adult_test.csv'],
  (train, held) => {
    const [table, later] = [adultTable(train), adultTable(held)]
    const model = fitAdditiveModel(table, { seed: 1, bags: 3, rate: 0.1 })
    const plain = fitLogisticModel(table)
    if (!model.enough || !plain.enough) throw new Error('not enough')
    const metrics = predictionMetrics(new AdditivePredictor(model).predict(later.columns), later.outcomes)
    const baseline = predictionMetrics(predictLogistic(plain, later.columns), later.outcomes)
    if (!metrics.enough || !baseline.enough) throw new Error('not enough')
    expect(metrics.auc).toBeGreaterThan(0.926)
    expect(metrics.calibrationError).toBeLessThanOrEqual(0.01)
    // Peers' plain logistic regression reaches 0.906.
    expect(baseline.auc).toBeGreaterThan(0.9)
  },
)
