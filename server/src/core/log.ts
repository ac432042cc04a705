import pino from 'pino'

/** Structured logs, one JSON object a line. What could be a secret never reaches them. */
export const createLog = (level = process.env.HANSA_LOG ?? 'info') =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', '*.password', 'secret', '*.secret', 'token', '*.token', 'cookie', 'authorization', 'headers'],
      censor: '[hidden]',
    },
  })
export type Log = pino.Logger
